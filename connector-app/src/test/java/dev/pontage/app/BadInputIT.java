package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import dev.pontage.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong: one line that says what to do, the exit code, and nothing half made. */
@Timeout(900)
class BadInputIT {
    private static final Path BINARIES = Path.of("../target/test-database");
    private static final String NO_SERVER = "jdbc:mysql://127.0.0.1:1/pontage";

    @TempDir
    Path folder;

    /** What a command left: its exit code and its words. */
    private record End(int code, List<String> lines) {}

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("an unknown command", 2, "there is no command \"strat\"", Map.of(), "strat"),
                mistake("an argument too many", 2, "start takes no arguments", Map.of(), "start", "now"),
                mistake("an unknown plugin command", 2, "plugin --help", Map.of(), "plugin", "eat"),
                mistake(
                        "a plugin's jar that is not there",
                        1,
                        "there is no file",
                        Map.of(),
                        "plugin",
                        "check",
                        "no.jar"),
                mistake("an unknown keys command", 2, "keys --help", Map.of(), "keys", "eat"),
                mistake("a key of no installation", 1, "There is no master key", Map.of(), "keys", "master"),
                mistake("a word for a port", 1, "SERVER_PORT is \"http\"", Map.of("SERVER_PORT", "http"), "start"),
                mistake("an unknown role", 1, "\"cook\"", Map.of("PONTAGE_ROLES", "cook"), "start"),
                mistake("a short token", 1, "32 characters", Map.of("PONTAGE_BOOTSTRAP_API_TOKEN", "short"), "start"),
                mistake(
                        "no server at the address",
                        1,
                        "The database cannot be reached",
                        Map.of("SPRING_DATASOURCE_URL", NO_SERVER),
                        "start"),
                mistake(
                        "an address of another kind",
                        1,
                        "check SPRING_DATASOURCE_URL",
                        Map.of("SPRING_DATASOURCE_URL", "postgres://localhost/x"),
                        "start"),
                mistake(
                        "an unsafe production",
                        1,
                        "The production profile refuses to start: set SPRING_DATASOURCE_URL",
                        Map.of("SPRING_PROFILES_ACTIVE", "production"),
                        "start"));
    }

    private static Arguments mistake(
            String name, int code, String words, Map<String, String> environment, String... command) {
        return argumentSet(name, code, words, environment, List.of(command));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_answered_by_one_line_and_leaves_nothing(
            int code, String words, Map<String, String> environment, List<String> command) throws Exception {
        var home = folder.resolve("home");

        var end = run(home, environment, command.toArray(String[]::new));

        assertOneLine(end, code, words);
        assertThat(home).doesNotExist();
    }

    @Test
    void a_port_in_use_is_named_and_no_home_is_made() throws Exception {
        var home = folder.resolve("home");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var end = run(home, Map.of("SERVER_PORT", port), "start");

            assertOneLine(end, 1, "Port " + port + " is in use");
            assertThat(home).doesNotExist();
        }
    }

    @Test
    void a_home_that_cannot_be_written_is_named() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertOneLine(run(file.resolve("home"), Map.of(), "start"), 1, "set PONTAGE_HOME to another");
    }

    @Test
    void a_home_in_use_stays_with_the_process_that_has_it() throws Exception {
        var owner = RunningPontage.shared();
        var before = list(owner.home());

        var end = run(owner.home(), Map.of(), "start");

        assertOneLine(end, 1, "Another Pontage runs with the home");
        assertThat(list(owner.home())).isEqualTo(before);
        assertThat(owner.get("/health").status()).isEqualTo(200);
    }

    @Test
    void a_master_key_that_is_gone_is_not_replaced_by_another() throws Exception {
        var home = folder.resolve("home");
        Files.createDirectories(home.resolve("database/data"));

        assertOneLine(run(home, Map.of(), "start"), 1, "its master key is gone");
        assertThat(home.resolve("master.key")).doesNotExist();
    }

    @Test
    void a_file_that_is_no_master_key_is_named() throws Exception {
        var home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("master.key"), "no key");

        assertOneLine(run(home, Map.of(), "start"), 1, "is not a master key");
        assertThat(home.resolve("master.key")).hasContent("no key");
    }

    @Test
    void an_older_database_is_refused_by_its_version() throws Exception {
        var options = new Options(BINARIES, false, false, List.of("--version=10.6.18-MariaDB"));
        try (var older = EmbeddedDatabase.start(folder.resolve("older"), options)) {
            var environment = Map.of(
                    "SPRING_DATASOURCE_URL", older.jdbcUrl(),
                    "SPRING_DATASOURCE_USERNAME", older.username(),
                    "SPRING_DATASOURCE_PASSWORD", older.password());

            assertOneLine(run(folder.resolve("home"), environment, "start"), 1, "use MySQL 8.4+ or MariaDB 10.11+");
        }
    }

    @Test
    void a_wrong_password_of_the_database_is_not_repeated() throws Exception {
        var schema = TestDatabase.createSchema("t_bad_input");
        var environment = Map.of(
                "SPRING_DATASOURCE_URL", schema.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", schema.username(),
                "SPRING_DATASOURCE_PASSWORD", "a-wrong-one");

        var end = run(folder.resolve("home"), environment, "start");

        assertOneLine(end, 1, "Access denied");
        assertThat(end.lines()).noneMatch(it -> it.contains("a-wrong-one"));
    }

    @Test
    void a_machine_without_the_jdk_is_told_how_to_get_one() throws Exception {
        var end = end(new ProcessBuilder("../bin/find-jdk", "99"));

        assertOneLine(end, 1, "install one");
    }

    @Test
    void a_broken_jar_is_named_in_one_line_and_stops_nobody() {
        var lines = RunningPontage.shared().said();

        assertThat(lines).filteredOn(it -> it.contains("broken.jar")).hasSize(1);
        assertThat(lines).noneMatch(it -> it.startsWith("\tat "));
    }

    private static void assertOneLine(End end, int code, String words) {
        assertThat(end.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("pontage: ")
                .contains(words);
        assertThat(end.code()).isEqualTo(code);
    }

    private static End run(Path home, Map<String, String> more, String... command) throws Exception {
        var builder = RunningPontage.script(command);
        var environment = new HashMap<>(Map.of(
                "PONTAGE_BUILD",
                "never",
                "PONTAGE_HOME",
                home.toString(),
                "SERVER_PORT",
                Integer.toString(RunningPontage.freePort()),
                "PONTAGE_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1"));
        environment.putAll(more);
        builder.environment().putAll(environment);
        return end(builder);
    }

    private static End end(ProcessBuilder builder) throws Exception {
        var process = builder.redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return new End(process.exitValue(), words.lines().toList());
    }

    /** What stands in a home apart from what a living process writes by itself. */
    private static TreeSet<String> list(Path home) {
        try (var files = Files.walk(home)) {
            var names = new TreeSet<String>();
            files.map(it -> home.relativize(it).toString())
                    .filter(it -> !it.startsWith("database/data") && !it.startsWith("tmp") && !it.contains("/tmp"))
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
