package dev.pontage.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of one row made into one of many: a value that is the same for all of them stands there once, and of the others
 * each row chooses its own by its id, in what is set as in what must hold. Joined with a table of the new values it takes the
 * server twice as long, since that makes tables of its own; row by row it spends as much on reading the statements again.
 */
record ManyChanges(String head, String and) implements Many {
    private static final String KEY = "id";
    private static final Pattern UPDATE =
            Pattern.compile("(\\s*update\\s.*\\swhere)\\s+id = :id\\s+(and\\s.*)", Pattern.DOTALL);

    static ManyChanges of(ScopedStatement statement) {
        var update = UPDATE.matcher(statement.ofOne());
        if (!statement.needsScope() || !update.matches()) {
            throw new IllegalStateException("only a tenant's rows are changed together: " + statement.sql());
        }
        return new ManyChanges(update.group(1), update.group(2));
    }

    @Override
    public Sent to(List<TenantJdbc.Row> rows) {
        var values = new ArrayList<@Nullable Object>();
        var changes = chosen(head, rows, values);
        rows.forEach(it -> values.add(ManyRows.value(it, KEY)));
        var these = String.join(", ", Collections.nCopies(rows.size(), "?"));
        return new Sent(changes + " id in (" + these + ") " + chosen(and, rows, values), values);
    }

    private static String chosen(String text, List<TenantJdbc.Row> rows, List<@Nullable Object> values) {
        return ManyRows.NAME.matcher(text).replaceAll(it -> Matcher.quoteReplacement(value(it.group(1), rows, values)));
    }

    private static String value(String name, List<TenantJdbc.Row> rows, List<@Nullable Object> values) {
        var first = ManyRows.value(rows.getFirst(), name);
        if (rows.stream().allMatch(it -> Objects.deepEquals(first, ManyRows.value(it, name)))) {
            values.add(first);
            return "?";
        }
        var chosen = new StringBuilder("case " + KEY);
        for (var row : rows) {
            chosen.append(" when ? then ?");
            values.add(ManyRows.value(row, KEY));
            values.add(ManyRows.value(row, name));
        }
        return chosen.append(" end").toString();
    }
}
