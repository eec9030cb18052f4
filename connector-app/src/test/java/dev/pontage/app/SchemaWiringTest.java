package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class SchemaWiringTest {
    private final TestDatabase.Schema schema = TestDatabase.createSchemaFor(SchemaWiringTest.class);
    private final Flyway flyway = Flyway.configure()
            .dataSource(schema.jdbcUrl(), schema.username(), schema.password())
            .load();

    @BeforeEach
    void migrate_once() {
        migrate();
    }

    @Test
    void a_second_start_finds_everything_as_it_was() {
        migrate();

        assertThat(flyway.info().pending()).isEmpty();
    }

    @Test
    void a_schema_of_a_newer_release_is_refused() throws SQLException {
        run("insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) values (999, '20990101.0000', 'later', 'SQL', 'V20990101_0000__later.sql',"
                + " 'x', 1, 1)");

        assertThatThrownBy(this::migrate).isInstanceOf(Refusal.class).hasMessageContaining("a newer Pontage");
    }

    @Test
    void a_schema_of_somebody_else_is_refused() throws SQLException {
        run("drop table flyway_schema_history");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(Refusal.class)
                .message()
                .contains("empty")
                .doesNotContain("\n");
    }

    @Test
    void production_refuses_a_database_that_once_had_the_demo() throws SQLException {
        DatabaseServer.check(schema.jdbcUrl(), schema.username(), schema.password(), true);
        run("insert into connector (id, slug, display_name, published, allowed_accounts, flags, plugins, created_at,"
                + " version) values (x'00', 'demo', 'Demo', false, '', '', '', '2026-01-01', 0)");

        assertThatThrownBy(() -> DatabaseServer.check(schema.jdbcUrl(), schema.username(), schema.password(), true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"demo\"");
        DatabaseServer.check(schema.jdbcUrl(), schema.username(), schema.password(), false);
    }

    private void migrate() {
        new SchemaWiring()
                .migrations(new StaticListableBeanFactory().getBeanProvider(EmbeddedDatabase.class))
                .migrate(flyway);
    }

    private void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(schema.jdbcUrl(), schema.username(), schema.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
