package dev.pontage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One that runs, in a home with a long path, and that nobody changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningDatabaseTest {
    private Path home = Path.of(".");
    private EmbeddedDatabase database;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder.resolve("a-long-name-".repeat(10));
        database = EmbeddedDatabase.start(home, EmbeddedDatabaseTest.durable());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void what_it_commits_reaches_the_disk() throws SQLException {
        assertThat(EmbeddedDatabaseTest.read(database, "SELECT @@innodb_flush_log_at_trx_commit"))
                .isEqualTo("1");
    }

    @Test
    void nobody_else_may_read_what_stands_in_the_home() throws Exception {
        EmbeddedDatabaseTest.run(database, "CREATE TABLE secret (id INT PRIMARY KEY)");
        try (var files = Files.walk(home)) {
            var open = files.filter(it -> Files.isRegularFile(it) || Files.isDirectory(it))
                    .filter(it -> !isPrivate(it))
                    .toList();
            assertThat(open).isEmpty();
        }
    }

    @Test
    void the_server_hears_on_loopback_only_and_wants_a_password() throws SQLException {
        assertThat(EmbeddedDatabaseTest.read(database, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "root", ""))
                .hasMessageContaining("Access denied");
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "wrong"))
                .hasMessageContaining("Access denied");
    }

    @Test
    void a_home_belongs_to_one_process_at_a_time() {
        assertThat(database.pid()).isPositive();
        assertThatThrownBy(() -> EmbeddedDatabase.start(home, EmbeddedDatabaseTest.durable()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Another Pontage runs");
    }

    private static boolean isPrivate(Path path) {
        try {
            var wanted = Files.isDirectory(path) ? "rwx------" : "rw-------";
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                    .equals(wanted);
        } catch (IOException gone) {
            return true;
        }
    }
}
