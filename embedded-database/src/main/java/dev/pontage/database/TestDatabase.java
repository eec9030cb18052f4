package dev.pontage.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The database of the tests: one server for all test classes of a JVM, one empty schema for each class.
 *
 * <p>With {@code PONTAGE_TEST_DATASOURCE_URL} (and {@code _USERNAME}, {@code _PASSWORD}) the schemas are made on that
 * server instead, so that the same tests run on MySQL and on other releases of MariaDB.
 */
public final class TestDatabase {
    private static final String VARIABLE = "PONTAGE_TEST_DATASOURCE_";
    private static final int MOST_JVMS_AT_ONCE = 16;
    private static final AtomicBoolean HANDED_OVER = new AtomicBoolean();

    private TestDatabase() {}

    /** Where a test class finds its own schema. */
    public record Schema(String jdbcUrl, String username, String password) {}

    /**
     * Who ends the applications that use the server ends it after them. Left to itself it ends with the process, and the JVM
     * runs all its hooks at once: then applications wait for a server that is gone.
     */
    public static void stopWith(Consumer<Runnable> last) {
        if (!HANDED_OVER.getAndSet(true)) {
            last.accept(Holder::stop);
        }
    }

    /** Makes an empty schema of this name, dropping what an earlier run left in it. */
    public static Schema createSchema(String name) {
        if (!name.matches("[a-z0-9_]{1,60}")) {
            throw new IllegalArgumentException("a schema's name is made of a-z, 0-9 and _: " + name);
        }
        var server = Holder.SERVER;
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var statement = connection.createStatement()) {
            for (var sql :
                    List.of("DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new DatabaseException("The schema " + name + " could not be made: " + e.getMessage(), e);
        }
        return new Schema(withSchema(server.jdbcUrl(), name), server.username(), server.password());
    }

    /** A schema named after the test class. */
    public static Schema createSchemaFor(Class<?> test) {
        var name = test.getSimpleName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return createSchema("t_" + name);
    }

    static String withSchema(String url, String schema) {
        return url.replaceFirst("^(jdbc:\\w+://[^/?]+)(/[^?]*)?", "$1/" + schema);
    }

    /** Started by the first class that asks. */
    private static final class Holder {
        private static volatile Optional<EmbeddedDatabase> running = Optional.empty();
        private static final Schema SERVER = named().orElseGet(Holder::embedded);

        private static Optional<Schema> named() {
            return Optional.ofNullable(System.getenv(VARIABLE + "URL"))
                    .filter(url -> !url.isBlank())
                    .map(url -> new Schema(url, variable("USERNAME"), variable("PASSWORD")));
        }

        private static String variable(String name) {
            return Optional.ofNullable(System.getenv(VARIABLE + name)).orElse("");
        }

        private static Schema embedded() {
            var module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
            var options = Options.forTests(checkout(module).resolve("target/test-database"));
            var database = IntStream.range(0, MOST_JVMS_AT_ONCE)
                    .mapToObj(i -> home(module, i))
                    .flatMap(home -> EmbeddedDatabase.tryStart(home, options).stream())
                    .findFirst()
                    .orElseThrow(() -> new DatabaseException("Too many test runs at once"));
            database.keep();
            running = Optional.of(database);
            Runtime.getRuntime().addShutdownHook(new Thread(Holder::stopAlone, "test-database-stop"));
            return new Schema(database.jdbcUrl(), database.username(), database.password());
        }

        private static void stopAlone() {
            if (!HANDED_OVER.get()) {
                stop();
            }
        }

        private static void stop() {
            running.ifPresent(EmbeddedDatabase::close);
        }

        private static Path home(Path module, int number) {
            try {
                return Files.createDirectories(module.resolve("target")).resolve("test-database-" + number);
            } catch (IOException e) {
                throw new DatabaseException("target/ cannot be written: " + e.getMessage(), e);
            }
        }

        /** The topmost folder with a pom.xml: all modules share the program files unpacked there. */
        private static Path checkout(Path module) {
            var top = module;
            for (var at = module; at != null && Files.exists(at.resolve("pom.xml")); at = at.getParent()) {
                top = at;
            }
            return top;
        }
    }
}
