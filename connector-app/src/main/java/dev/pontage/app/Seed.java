package dev.pontage.app;

import dev.pontage.database.DatabaseException;
import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;

/** {@code ./pontage seed}: as many payments as an installation has after years, in minutes. */
public final class Seed {
    private static final int MOST = 1_000_000;
    private static final Map<String, Integer> USUAL = Map.of("--payments", MOST, "--affiliations", 10_000);

    private Seed() {}

    /** Exits with 0 when it is done, 1 where it could not be, 2 where it was asked wrongly. */
    public static void main(String[] arguments) {
        try {
            run(wanted(List.of(arguments)), new StandardEnvironment());
            System.exit(0);
        } catch (IllegalArgumentException e) {
            Console.complain(Objects.toString(e.getMessage()));
            System.exit(2);
        } catch (Refusal | DatabaseException e) {
            Console.complain(Objects.toString(e.getMessage()));
        } catch (SQLException e) {
            Console.complain("The database refused: " + e.getMessage());
        }
        System.exit(1);
    }

    /** How many of each. */
    static Map<String, Integer> wanted(List<String> arguments) {
        var wanted = new TreeMap<>(USUAL);
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (!USUAL.containsKey(name)) {
                throw new IllegalArgumentException("seed does not know \"" + name + "\"; see ./pontage seed --help");
            }
            if (!value.matches("[1-9]\\d{0,6}") || Integer.parseInt(value) > USUAL.get(name)) {
                throw new IllegalArgumentException(
                        name + " takes a number from 1 to " + USUAL.get(name) + ", not \"" + value + "\"");
            }
            wanted.put(name, Integer.parseInt(value));
        }
        return wanted;
    }

    private static void run(Map<String, Integer> wanted, PropertyResolver environment) throws SQLException {
        var settings = StartSettings.from(environment);
        if (settings.production()) {
            throw new Refusal("The profile production takes no invented payments");
        }
        if (settings.embedded()) {
            var home = settings.home().resolve("database");
            try (var database = EmbeddedDatabase.start(home, Options.forProduct(home))) {
                fill(wanted, database.jdbcUrl(), database.username(), database.password());
            }
        } else {
            fill(
                    wanted,
                    settings.databaseUrl().orElseThrow(),
                    environment.getProperty("spring.datasource.username", ""),
                    environment.getProperty("spring.datasource.password", ""));
        }
    }

    private static void fill(Map<String, Integer> wanted, String url, String username, String password)
            throws SQLException {
        try (var connection = DriverManager.getConnection(url, username, password)) {
            requireSchema(connection);
            var began = System.nanoTime();
            var payments = wanted.getOrDefault("--payments", 0);
            new SeedRows(connection, Clock.systemUTC().instant())
                    .write(
                            wanted.getOrDefault("--affiliations", 0),
                            payments,
                            done -> Console.say(List.of("%,9d payments after %d s".formatted(done, seconds(began)))));
            Console.say(List.of("The tenant \"seed\" has %,d payments more, made in %d s; ./pontage start shows them"
                    .formatted(payments, seconds(began))));
        }
    }

    private static long seconds(long began) {
        return (System.nanoTime() - began) / 1_000_000_000L;
    }

    private static void requireSchema(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "payment_minute", null)) {
            if (!tables.next()) {
                throw new Refusal("The database has no tables yet; run ./pontage start once");
            }
        }
    }
}
