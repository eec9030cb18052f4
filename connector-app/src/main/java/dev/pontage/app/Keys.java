package dev.pontage.app;

import dev.pontage.database.DatabaseException;
import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import dev.pontage.secret.KeyRotation;
import dev.pontage.secret.MasterKey;
import dev.pontage.tenant.TenantJdbc;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code ./pontage keys}: new keys for a tenant or for all. */
public final class Keys {
    private Keys() {}

    /** Exits with 0 when it is done, 1 where it could not be. */
    public static void main(String[] arguments) {
        try {
            run(List.of(arguments), new StandardEnvironment());
            System.exit(0);
        } catch (Refusal | DatabaseException e) {
            Console.complain(Objects.toString(e.getMessage()));
        } catch (UncheckedIOException e) {
            Console.complain("The key's file cannot be written: " + e.getMessage());
        }
        System.exit(1);
    }

    private static void run(List<String> arguments, PropertyResolver environment) {
        var settings = StartSettings.from(environment);
        if (!Files.exists(settings.masterKeyFile())) {
            throw new Refusal("There is no master key " + settings.masterKeyFile()
                    + "; set PONTAGE_HOME or PONTAGE_MASTER_KEY_FILE to those of the installation");
        }
        if (settings.embedded()) {
            var home = settings.home().resolve("database");
            try (var database = EmbeddedDatabase.start(home, Options.forProduct(home))) {
                rotate(arguments, settings, database.jdbcUrl(), database.username(), database.password());
            }
        } else {
            var url = settings.databaseUrl().orElseThrow();
            var username = environment.getProperty("spring.datasource.username", "");
            var password = environment.getProperty("spring.datasource.password", "");
            DatabaseServer.check(url, username, password, false);
            rotate(arguments, settings, url, username, password);
        }
    }

    private static void rotate(
            List<String> arguments, StartSettings settings, String url, String username, String password) {
        var source = new DriverManagerDataSource(url, username, password);
        var rotation = new KeyRotation(new TenantJdbc(source));
        if (arguments.getFirst().equals("tenant")) {
            tenant(arguments.get(1), rotation, settings.masterKeyFile());
        } else {
            master(rotation, settings.masterKeyFile());
        }
    }

    private static void tenant(String slug, KeyRotation rotation, Path file) {
        if (!rotation.renewTenant(slug, MasterKey.read(file))) {
            throw new Refusal("There is no tenant \"" + slug + "\" with secrets");
        }
        Console.say(List.of("Secrets of " + slug + " are written under a new key from now on."));
    }

    private static void master(KeyRotation rotation, Path file) {
        try {
            var former = rotation.renewMaster(file);
            Console.say(List.of(
                    "A new master key is in " + file + "; give it to every node, start them, then destroy " + former));
        } catch (IllegalStateException e) {
            throw new Refusal(Objects.toString(e.getMessage()), e);
        }
    }
}
