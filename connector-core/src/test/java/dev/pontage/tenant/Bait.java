package dev.pontage.tenant;

import dev.pontage.affiliation.Affiliation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** What one tenant has, and questions of every shape that name it. */
final class Bait {
    private final Affiliation theirs;
    private final UUID payment;
    private final UUID operation;
    private final String key = "bait-" + UUID.randomUUID();

    private Bait(Affiliation theirs, UUID payment, UUID operation) {
        this.theirs = theirs;
        this.payment = payment;
        this.operation = operation;
    }

    static Bait of(Affiliation theirs, TenantJdbc jdbc) {
        var bait = new Bait(theirs, Ids.next(), Ids.next());
        bait.lay(jdbc);
        return bait;
    }

    /** A payment with all that may hang from it, written as plain rows. */
    private void lay(TenantJdbc jdbc) {
        TenantScope.of(theirs.tenantId())
                .run(() -> jdbc.transact(() -> {
                    insert(jdbc, "payment", Map.of("id", Ids.bytes(payment), "payment_key", bytes(key)));
                    insert(jdbc, "operation", Map.of("id", Ids.bytes(operation), "request_key", bytes(key)));
                    for (var table : List.of("exchange", "callback", "callback_attempt", "webhook", "payment_note")) {
                        insert(jdbc, table, Map.of("id", Ids.bytes(Ids.next())));
                    }
                }));
    }

    /** One row with something in each column that wants it. */
    private void insert(TenantJdbc jdbc, String table, Map<String, byte[]> own) {
        var names = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (var column : columns(jdbc, table)) {
            var value = own.containsKey(column.name()) ? own.get(column.name()) : value(column);
            if (value != null && !column.name().equals("tenant_id")) {
                names.add(column.name());
                values.add(value);
            }
        }
        var marks = new ArrayList<String>();
        names.forEach(it -> marks.add(":" + it));
        var statement = jdbc.sql("insert into " + table + " (tenant_id, " + String.join(", ", names)
                + ") values (:tenant, " + String.join(", ", marks) + ")");
        for (var i = 0; i < names.size(); i++) {
            statement = statement.param(names.get(i), values.get(i));
        }
        statement.update();
    }

    private record Column(String name, String type, boolean wanted) {}

    private static List<Column> columns(TenantJdbc jdbc, String table) {
        return jdbc.sql("select column_name, data_type, is_nullable = 'NO' and column_default is null wanted"
                        + " from information_schema.columns where table_schema = database() and table_name = :table")
                .param("table", table)
                .query((row, index) -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list();
    }

    private @org.jspecify.annotations.Nullable Object value(Column column) {
        if (!column.wanted()) {
            return null;
        }
        return switch (column.name()) {
            case "affiliation_id" -> Ids.bytes(theirs.id());
            case "connector_id" -> Ids.bytes(theirs.connectorId());
            case "payment_id" -> Ids.bytes(payment);
            case "status", "state" -> column.name().equals("status") ? "AUTHORIZED" : "DONE";
            case "kind" -> "CREATE";
            case "currency" -> "BRL";
            case "amount", "ceiling" -> 10;
            case "exponent" -> 2;
            case "installments" -> 1;
            default ->
                switch (column.type()) {
                    case "binary" -> new byte[16];
                    case "varbinary", "mediumblob", "blob", "longblob" -> bytes(key);
                    case "datetime" -> java.sql.Timestamp.from(Instant.parse("2026-01-01T00:00:00Z"));
                    case "int", "bigint", "tinyint", "smallint" -> 0;
                    default -> "{}";
                };
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each id of theirs in each place that takes one; the same question is asked once. */
    List<Object[]> arguments(Method method) {
        var all = new LinkedHashMap<String, Object[]>();
        for (var id : List.of(theirs.id(), payment, operation, theirs.tenantId())) {
            for (var name : List.of(key, theirs.tenant(), theirs.id().toString())) {
                var arguments = new Object[method.getParameterCount()];
                var whole = true;
                for (var i = 0; i < arguments.length; i++) {
                    var parameter = method.getParameters()[i];
                    arguments[i] = value(parameter.getParameterizedType(), parameter.getName(), id, name, 0);
                    whole &= arguments[i] != null;
                }
                if (whole) {
                    all.putIfAbsent(Arrays.deepToString(arguments), arguments);
                }
            }
        }
        return List.copyOf(all.values());
    }

    private @org.jspecify.annotations.Nullable Object value(Type type, String called, UUID id, String name, int depth) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, called, id, name, depth);
        }
        if (!(type instanceof Class<?> plain) || depth > 4) {
            return null;
        }
        if (plain == UUID.class) {
            return called.contains("tenant")
                    ? theirs.tenantId()
                    : called.contains("connector")
                            ? theirs.connectorId()
                            : called.contains("affiliation") ? theirs.id() : id;
        }
        if (plain == Affiliation.class) {
            return theirs;
        }
        if (plain == String.class) {
            return name;
        }
        if (plain == byte[].class) {
            return bytes(name);
        }
        if (plain == int.class || plain == Integer.class) {
            return 50;
        }
        if (plain == long.class || plain == Long.class) {
            return 50L;
        }
        if (plain == boolean.class) {
            return false;
        }
        if (plain == Instant.class) {
            return Instant.parse("2026-01-02T00:00:00Z");
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return plain.isRecord() ? made(plain, id, name, depth) : null;
    }

    /** An optional condition is left out: the wider the question, the more it might show. Ids stand. */
    private @org.jspecify.annotations.Nullable Object generic(
            ParameterizedType type, String called, UUID id, String name, int depth) {
        var inner = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return inner == UUID.class
                    ? Optional.ofNullable(value(inner, called, id, name, depth + 1))
                    : Optional.empty();
        }
        if (type.getRawType() == List.class || type.getRawType() == java.util.Collection.class) {
            return Optional.ofNullable(value(inner, called, id, name, depth + 1)).stream()
                    .toList();
        }
        if (type.getRawType() == Set.class) {
            return Set.copyOf(Optional.ofNullable(value(inner, called, id, name, depth + 1)).stream()
                    .toList());
        }
        return null;
    }

    private @org.jspecify.annotations.Nullable Object made(Class<?> type, UUID id, String name, int depth) {
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < values.length; i++) {
            var value = value(components[i].getGenericType(), components[i].getName(), id, name, depth + 1);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Everything that is kept of them, as it is now. */
    Map<String, Object> rows(TenantJdbc jdbc) {
        var rows = new TreeMap<String, Object>();
        TenantScope.of(theirs.tenantId())
                .run(() -> jdbc.transact(() -> ScopedStatement.TABLES.forEach(table -> rows.put(
                        table,
                        jdbc.sql("select * from " + table + " where :scope")
                                .query((row, index) -> text(row))
                                .list()))));
        return rows;
    }

    private static String text(ResultSet row) throws SQLException {
        var text = new StringBuilder();
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append('|');
        }
        return text.toString();
    }

    /** Whether an answer holds anything by which they are known, however deep. */
    boolean isIn(Object answer) {
        var text = Depths.text(answer);
        return Stream.of(theirs.id(), theirs.tenantId(), theirs.tenant(), key, payment, operation)
                .map(Object::toString)
                .anyMatch(text::contains);
    }
}
