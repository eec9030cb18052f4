package dev.pontage.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change of one row made into one of many: the new values are put beside the table as a table of their own. Sent row by
 * row, the server spends three times as much on reading the statements again.
 */
record ManyChanges(String table, String rest, List<String> names) {
    private static final Pattern UPDATE = Pattern.compile("\\s*update\\s+([a-z_]+)\\s+(set\\s.*)", Pattern.DOTALL);

    static ManyChanges of(ScopedStatement statement) {
        var update = UPDATE.matcher(statement.ofOne());
        if (!statement.needsScope() || !update.matches()) {
            throw new IllegalStateException("only a tenant's rows are changed together: " + statement.sql());
        }
        var names = new LinkedHashMap<String, Boolean>();
        var rest = ManyRows.NAME.matcher(update.group(2)).replaceAll(it -> {
            names.put(it.group(1), true);
            return column(it.group(1));
        });
        return new ManyChanges(update.group(1), rest, List.copyOf(names.keySet()));
    }

    private static String column(String name) {
        return "new_" + name;
    }

    /** The statement for so many rows, their values to be given one row after the other. */
    String sql(int rows) {
        var first = names.stream().map(it -> "? " + column(it)).collect(Collectors.joining(", ", "select ", ""));
        var next = names.stream().map(it -> "?").collect(Collectors.joining(", ", "select ", ""));
        var all = new ArrayList<>(List.of(first));
        Stream.generate(() -> next).limit(rows - 1L).forEach(all::add);
        return "update (" + String.join(" union all ", all) + ") changes straight_join " + table + " " + rest;
    }
}
