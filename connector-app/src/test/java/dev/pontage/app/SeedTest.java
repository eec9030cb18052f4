package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Connection schema(String name) throws SQLException {
        var schema = TestDatabase.createSchema(
                "t_seed_" + name + "_" + ProcessHandle.current().pid());
        Flyway.configure()
                .dataSource(schema.jdbcUrl(), schema.username(), schema.password())
                .load()
                .migrate();
        return DriverManager.getConnection(schema.jdbcUrl(), schema.username(), schema.password());
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void payments_come_with_all_that_the_search_and_the_charts_read() throws SQLException {
        try (var connection = schema("rows")) {
            var told = new ArrayList<Integer>();
            new SeedRows(connection, NOW).write(30, 12_000, told::add);
            assertThat(told).containsExactly(12_000);
            assertThat(one(connection, "select count(*) from payment")).isEqualTo(12_000);
            assertThat(one(connection, "select count(*) from operation")).isEqualTo(12_000);
            assertThat(one(connection, "select count(*) from affiliation")).isEqualTo(30);
            assertThat(one(connection, "select count(distinct affiliation_id) from payment"))
                    .isEqualTo(30);
            assertThat(one(connection, "select count(*) from payment_reference where tid is not null"))
                    .isEqualTo(12_000);
            assertThat(one(connection, "select sum(payments) from payment_minute"))
                    .isEqualTo(12_000);
            assertThat(one(connection, "select count(*) from payment_watch")).isEqualTo(1);
            assertThat(one(connection, "select count(*) from payment where status = 'DENIED' and code is not null"))
                    .isEqualTo(1_200);
            assertThat(one(connection, "select position = (select max(id) from payment) from figures_cursor"))
                    .isEqualTo(1);
        }
    }

    @Test
    void ids_rise_with_the_time_that_they_hold() throws SQLException {
        try (var connection = schema("ids")) {
            new SeedRows(connection, NOW).write(3, 500, it -> {});
            assertThat(one(connection, """
                    select count(*) from payment
                    where conv(left(hex(id), 12), 16, 10) <> floor(timestampdiff(microsecond, '1970-01-01', created_at) / 1000)
                    """)).isZero();
        }
    }

    @Test
    void a_second_run_adds_to_the_first() throws SQLException {
        try (var connection = schema("twice")) {
            new SeedRows(connection, NOW).write(5, 300, it -> {});
            try (var statement = connection.createStatement()) {
                for (var table : List.of("seed_number", "seed_affiliation")) {
                    statement.execute("drop temporary table " + table);
                }
            }
            new SeedRows(connection, NOW.plusMillis(7)).write(8, 200, it -> {});
            assertThat(one(connection, "select count(*) from payment")).isEqualTo(500);
            assertThat(one(connection, "select count(*) from affiliation")).isEqualTo(8);
            assertThat(one(connection, "select sum(payments) from payment_minute"))
                    .isEqualTo(500);
        }
    }

    @Test
    void what_is_asked_wrongly_is_told_in_one_sentence() {
        assertThat(Seed.wanted(List.of("--payments", "50"))).containsEntry("--payments", 50);
        assertThat(Seed.wanted(List.of())).containsEntry("--payments", 1_000_000);
        assertThatThrownBy(() -> Seed.wanted(List.of("--payments", "1000001"))).hasMessageContaining("1 to 1000000");
        assertThatThrownBy(() -> Seed.wanted(List.of("--payments"))).hasMessageContaining("takes a number");
        assertThatThrownBy(() -> Seed.wanted(List.of("--what", "1"))).hasMessageContaining("does not know");
    }
}
