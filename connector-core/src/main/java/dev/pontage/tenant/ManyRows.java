package dev.pontage.tenant;

import dev.pontage.tenant.TenantJdbc.Row;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A statement that is sent for many rows at once, its names resolved to places: with the names looked up for each of a
 * thousand values the application would spend what the round trips saved.
 */
record ManyRows(String sql, List<String> names) {
    static final Pattern NAME = Pattern.compile(":([A-Za-z_]+)");

    static ManyRows of(ScopedStatement statement) {
        if (!statement.needsScope()) {
            throw new IllegalStateException("only a tenant's rows are written together: " + statement.sql());
        }
        var names = new ArrayList<String>();
        NAME.matcher(statement.ofOne()).results().forEach(it -> names.add(it.group(1)));
        return new ManyRows(NAME.matcher(statement.ofOne()).replaceAll("?"), List.copyOf(names));
    }

    int[] write(JdbcOperations jdbc, List<Row> rows) {
        return jdbc.batchUpdate(sql, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int index) throws SQLException {
                var place = 1;
                for (var name : names) {
                    set(statement, place++, value(rows.get(index), name));
                }
            }

            @Override
            public int getBatchSize() {
                return rows.size();
            }
        });
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

    static void set(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(place, Types.NULL);
            // The driver writes this one down without a calendar; all times are UTC.
            case Timestamp time ->
                statement.setObject(place, LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC));
            default -> statement.setObject(place, value);
        }
    }
}
