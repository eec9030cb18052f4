package dev.pontage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    /** Below target/ and not below the temporary folder, so that all tests of the build unpack only once. */
    private static final Path BINARIES = Path.of("../target/test-database");

    @TempDir
    Path folder;

    @Test
    void a_row_is_there_again_after_a_restart() throws SQLException {
        var home = folder.resolve("home");
        try (var first = EmbeddedDatabase.start(home, durable())) {
            run(first, "CREATE TABLE kept (id INT PRIMARY KEY)");
            run(first, "INSERT INTO kept VALUES (7)");
            first.keep();
        }

        try (var second = EmbeddedDatabase.start(home, durable())) {
            assertThat(read(second, "SELECT id FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void what_was_never_finished_is_begun_anew() throws SQLException {
        var home = folder.resolve("home");
        try (var first = EmbeddedDatabase.start(home, durable())) {
            run(first, "CREATE TABLE half_way (id INT PRIMARY KEY)");
        }

        try (var second = EmbeddedDatabase.start(home, durable())) {
            assertThat(read(second, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'half_way'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void servers_that_start_at_once_do_not_take_each_other_s_temporary_tables() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> {
                        try (var database = EmbeddedDatabase.start(folder.resolve("home-" + i), durable())) {
                            return read(database, "SELECT @@tmpdir");
                        }
                    }))
                    .toList();
            var folders = new HashSet<String>();
            for (var start : starts) {
                folders.add(start.get(120, TimeUnit.SECONDS));
            }

            assertThat(folders).hasSize(3).allMatch(it -> it.startsWith(folder.toString()));
        }
    }

    @Test
    void a_server_left_over_by_a_killed_process_is_stopped_by_the_next_start() throws Exception {
        var home = Files.createDirectories(folder.resolve("home"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var killed = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldDatabase.class.getName(),
                        home.toString(),
                        BINARIES.toString())
                .start();
        var leftOver = Long.parseLong(killed.inputReader().readLine());
        killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(leftOver)).as("outlives its parent").isPresent();

        try (var next = EmbeddedDatabase.start(home, durable())) {
            assertThat(read(next, "SELECT 1")).isEqualTo("1");
            assertThat(ProcessHandle.of(leftOver).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void a_half_made_data_folder_is_made_anew() throws Exception {
        var home = folder.resolve("home");
        Files.createDirectories(home.resolve("data.half123"));
        Files.writeString(home.resolve("data.half123/ibdata1"), "torn");

        try (var database = EmbeddedDatabase.start(home, durable())) {
            assertThat(read(database, "SELECT 1")).isEqualTo("1");
            assertThat(home.resolve("data.half123")).doesNotExist();
        }
    }

    @Test
    void a_home_that_cannot_be_made_is_said_in_one_line() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("home"), durable()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("set PONTAGE_HOME");
    }

    static Options durable() {
        return new Options(BINARIES, true, false);
    }

    static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String read(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
