package dev.pontage.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Pontage has written, read past Pontage. */
final class Books {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    /** Address, name and password: the address may change when a server is started anew. */
    record Access(String url, String username, String password) {}

    /** A payment's row, in minor units. */
    record Row(String status, long settled, long refunded, boolean review) {}

    private final Supplier<Access> access;
    private @Nullable Connection connection;

    Books(Supplier<Access> access) {
        this.access = access;
    }

    /** Whether people have been asked to look at it. */
    synchronized boolean inReview(String payment) {
        try (var statement =
                connected().prepareStatement("select review is not null from payment where payment_key = ?")) {
            statement.setBytes(1, payment.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException e) {
            forget();
            return false;
        }
    }

    /** Every operation that began before a time and is neither over nor in review. */
    synchronized List<String> open(Instant before) {
        var time = TIME.format(LocalDateTime.ofInstant(before, ZoneOffset.UTC));
        return read("""
                select concat(p.payment_key, ' ', o.kind, ' ', o.state, ' ', coalesce(o.message, '')) from operation o
                    join payment p on p.id = o.payment_id
                where o.state in ('OPEN', 'IN_DOUBT', 'WAITING') and p.review is null and o.created_at < '%s'
                """.formatted(time), rows -> rows.getString(1));
    }

    synchronized Map<String, Row> payments() {
        var all = new HashMap<String, Row>();
        read(
                "select cast(payment_key as char), status, settled, refunded, review is not null from payment",
                rows -> all.put(
                        rows.getString(1),
                        new Row(rows.getString(2), rows.getLong(3), rows.getLong(4), rows.getBoolean(5))));
        return all;
    }

    /** A row. */
    private interface Reader<T> {
        @Nullable
        T read(ResultSet rows) throws SQLException;
    }

    /** Twice, since the connection of before may have died with its server. */
    private <T> List<T> read(String sql, Reader<T> reader) {
        try {
            return readOnce(sql, reader);
        } catch (IllegalStateException e) {
            return readOnce(sql, reader);
        }
    }

    private <T> List<T> readOnce(String sql, Reader<T> reader) {
        try (var statement = connected().createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                var one = reader.read(rows);
                if (one != null) {
                    all.add(one);
                }
            }
            return all;
        } catch (SQLException e) {
            forget();
            throw new IllegalStateException(e);
        }
    }

    private Connection connected() throws SQLException {
        var open = connection;
        if (open == null) {
            var it = access.get();
            open = DriverManager.getConnection(it.url(), it.username(), it.password());
            connection = open;
        }
        return open;
    }

    private void forget() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is gone, which is all that was wanted.
        }
        connection = null;
    }
}
