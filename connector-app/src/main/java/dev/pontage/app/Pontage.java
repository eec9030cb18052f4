package dev.pontage.app;

import dev.pontage.database.DatabaseException;
import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import dev.pontage.database.PrivateFiles;
import dev.pontage.secret.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Starts everything in one process: the database first and last, the application between. */
@SpringBootApplication(scanBasePackages = "dev.pontage", exclude = UserDetailsServiceAutoConfiguration.class)
public class Pontage {

    /** Exits with 1 and one line where the start is refused. */
    public static void main(String[] arguments) {
        try {
            start(arguments);
        } catch (Refusal | DatabaseException e) {
            fail(Objects.toString(e.getMessage()));
        } catch (RuntimeException e) {
            fail(explain(e));
        }
    }

    private static void start(String[] arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        var settings = StartSettings.from(environment);
        ProductionRules.check(settings);
        openHome(settings);
        requireFree(settings);
        var properties = new LinkedHashMap<>(settings.properties());
        if (settings.embedded()) {
            properties.putAll(embedded(settings));
        } else {
            DatabaseServer.check(
                    settings.databaseUrl().orElseThrow(),
                    environment.getProperty("spring.datasource.username", ""),
                    environment.getProperty("spring.datasource.password", ""));
        }
        var application = new SpringApplication(Pontage.class);
        application.setDefaultProperties(properties);
        application.run(arguments);
    }

    private static void openHome(StartSettings settings) {
        try {
            PrivateFiles.folder(settings.home());
            PrivateFiles.folder(settings.home().resolve("plugins"));
            if (!Files.exists(settings.masterKeyFile()) && !settings.production()) {
                MasterKey.make(settings.masterKeyFile());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("The folder " + settings.home() + " cannot be written; set PONTAGE_HOME to another", e);
        }
    }

    /** Asked before the database starts, so that a second start on one port is told so at once. */
    private static void requireFree(StartSettings settings) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(settings.address()
                    .map(it -> new InetSocketAddress(it, settings.port()))
                    .orElseGet(() -> new InetSocketAddress(settings.port())));
        } catch (BindException e) {
            throw new Refusal(portInUse(settings.port()), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("SERVER_ADDRESS or SERVER_PORT cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private static String portInUse(int port) {
        return "Port " + port + " is in use; stop what uses it or set SERVER_PORT to another";
    }

    private static Map<String, Object> embedded(StartSettings settings) {
        var home = settings.home().resolve("database");
        var database = EmbeddedDatabase.start(home, Options.forProduct(home));
        // Handlers run when every context is closed: the last request has been written by then.
        SpringApplication.getShutdownHandlers().add(database::close);
        return Map.of(
                "pontage.embedded", true,
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.username(),
                "spring.datasource.password", database.password());
    }

    private static String explain(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Refusal refusal -> {
                    return Objects.toString(refusal.getMessage());
                }
                case PortInUseException inUse -> {
                    return portInUse(inUse.getPort());
                }
                default -> {}
            }
        }
        LoggerFactory.getLogger(Pontage.class).error("The start failed", failure);
        return "The start failed; the reason is the last one in the log above";
    }

    private static void fail(String line) {
        Console.complain(line);
        System.exit(1);
    }
}
