package dev.pontage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void a_schema_asked_for_again_is_empty_again() throws SQLException {
        fill(TestDatabase.createSchema("asked_twice"));

        fill(TestDatabase.createSchema("asked_twice"));
    }

    @Test
    void the_schema_s_name_takes_the_place_of_the_one_in_the_address() {
        assertThat(TestDatabase.withSchema("jdbc:mysql://db:3306/other?x=1", "mine"))
                .isEqualTo("jdbc:mysql://db:3306/mine?x=1");
        assertThat(TestDatabase.withSchema("jdbc:mysql://db:3306", "mine")).isEqualTo("jdbc:mysql://db:3306/mine");
    }

    @Test
    void a_name_that_is_not_a_plain_word_is_refused() {
        assertThatThrownBy(() -> TestDatabase.createSchema("a; drop")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void fill(TestDatabase.Schema schema) throws SQLException {
        try (var connection = DriverManager.getConnection(schema.jdbcUrl(), schema.username(), schema.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE one (id INT PRIMARY KEY)");
        }
    }
}
