package dev.pontage.tenant;

import dev.pontage.tenant.TenantJdbc.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An insert of one row made into one of many, its names resolved to places. */
record ManyRows(String head, String row, List<String> names) implements Many {
    static final Pattern NAME = Pattern.compile(":([A-Za-z_]+)");

    private static final Pattern INSERT =
            Pattern.compile("(\\s*insert\\s.*\\svalues\\s*)(\\(.*\\))\\s*", Pattern.DOTALL);

    static ManyRows of(ScopedStatement statement) {
        var insert = INSERT.matcher(statement.ofOne());
        if (!statement.needsScope() || !insert.matches()) {
            throw new IllegalStateException("only a tenant's rows are written together: " + statement.sql());
        }
        var names = new ArrayList<String>();
        NAME.matcher(insert.group(2)).results().forEach(it -> names.add(it.group(1)));
        return new ManyRows(insert.group(1), NAME.matcher(insert.group(2)).replaceAll("?"), List.copyOf(names));
    }

    @Override
    public Sent to(List<Row> rows) {
        var values = new ArrayList<@Nullable Object>(rows.size() * names.size());
        rows.forEach(it -> names.forEach(name -> values.add(value(it, name))));
        return new Sent(head + String.join(", ", Collections.nCopies(rows.size(), row)), values);
    }

    static @Nullable Object value(Row row, String name) {
        return switch (name) {
            case "tenant", "scope_tenant" -> Ids.bytes(row.tenant());
            default -> {
                if (!row.values().containsKey(name)) {
                    throw new IllegalStateException("no value for :" + name);
                }
                yield row.values().get(name);
            }
        };
    }
}
