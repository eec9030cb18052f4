package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServerTest {
    @ParameterizedTest
    @CsvSource({
        "11.4.5-MariaDB,                          MariaDB 11.4, true",
        "10.11.6-MariaDB-0+deb12u1,               MariaDB 10.11, true",
        "5.5.5-10.11.6-MariaDB,                   MariaDB 10.11, true",
        "10.6.18-MariaDB,                         MariaDB 10.6, false",
        "8.4.3,                                   MySQL 8.4, true",
        "9.1.0,                                   MySQL 9.1, true",
        "8.0.40-0ubuntu0.24.04.1,                 MySQL 8.0, false",
    })
    void a_server_is_known_by_its_own_word(String version, String name, boolean newEnough) {
        var server = DatabaseServer.parse(version);

        assertThat(server).hasToString(name);
        assertThat(server.newEnough()).isEqualTo(newEnough);
    }

    @Test
    void a_database_that_cannot_be_reached_is_said_in_one_line() {
        assertThatThrownBy(
                        () -> DatabaseServer.check("jdbc:mysql://127.0.0.1:1/none?connectTimeout=500", "a", "b", false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("SPRING_DATASOURCE_URL")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void each_family_has_its_dialect() {
        assertThat(DatabaseServer.parse("11.4.5-MariaDB").dialect()).endsWith("MariaDBDialect");
        assertThat(DatabaseServer.parse("8.4.3").dialect()).endsWith("MySQLDialect");
    }
}
