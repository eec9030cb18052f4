package dev.pontage.app;

import dev.pontage.database.DatabaseException;
import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import java.io.IOException;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.PropertyResolver;
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
        var settings = ready(Home.of(environment), environment);
        var application = new SpringApplication(Pontage.class);
        var properties = new LinkedHashMap<>(settings.properties());
        if (settings.embedded()) {
            properties.putAll(embedded(settings, application));
        }
        application.setDefaultProperties(properties);
        try {
            application.run(arguments);
        } catch (RuntimeException e) {
            throw cause(e, PortInUseException.class)
                    .map(PortInUseException::getPort)
                    .<RuntimeException>map(port -> new Refusal(
                            portInUse(port, port == settings.port() ? "SERVER_PORT" : "MANAGEMENT_SERVER_PORT"), e))
                    .orElse(e);
        }
    }

    /** Everything that can be refused is, before anything is made. */
    private static StartSettings ready(Home home, PropertyResolver environment) {
        try {
            var settings = StartSettings.from(environment);
            ProductionRules.check(settings);
            requireFree(settings.address(), settings.port(), "SERVER_PORT");
            settings.managementPort()
                    .ifPresent(port ->
                            requireFree(Optional.of(settings.managementAddress()), port, "MANAGEMENT_SERVER_PORT"));
            settings.databaseUrl().ifPresent(url -> requireDatabase(url, environment, settings.production()));
            home.open(settings);
            return settings;
        } catch (Refusal e) {
            home.leaveIfEmpty();
            throw e;
        }
    }

    private static void requireDatabase(String url, PropertyResolver environment, boolean production) {
        DatabaseServer.check(
                url,
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""),
                production);
    }

    /** Asked before the database starts, so that a second start on one port is told so at once. */
    private static void requireFree(Optional<String> address, int port, String variable) {
        try {
            Ports.tryBind(address, port);
        } catch (BindException e) {
            throw new Refusal(portInUse(port, variable), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("The address of " + variable + " cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private static String portInUse(int port, String variable) {
        return "Port " + port + " is in use; stop what uses it or set " + variable + " to another";
    }

    private static Map<String, Object> embedded(StartSettings settings, SpringApplication application) {
        var home = settings.home().resolve("database");
        var database = EmbeddedDatabase.start(home, Options.forProduct(home));
        // Handlers run when every context is closed: the last request has been written by then.
        SpringApplication.getShutdownHandlers().add(database::close);
        application.addInitializers(it -> it.getBeanFactory().registerSingleton("embeddedDatabase", database));
        return Map.of(
                "pontage.embedded", true,
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.username(),
                "spring.datasource.password", database.password());
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static String explain(Throwable failure) {
        return cause(failure, Refusal.class)
                .map(it -> Objects.toString(it.getMessage()))
                .orElseGet(() -> {
                    LoggerFactory.getLogger(Pontage.class).error("The start failed", failure);
                    return "The start failed; the reason is the last one in the log above";
                });
    }

    private static void fail(String line) {
        Console.complain(line);
        System.exit(1);
    }
}
