package dev.pontage.app;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.database.TestDatabase;
import dev.pontage.homologation.Target;
import dev.pontage.secret.MasterKey;
import dev.pontage.tenant.TenantScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The whole application in this process, on a database of its own and with a clock that a test moves. */
final class Platform implements AutoCloseable {
    private static final Path SANDBOX = Path.of("../provider-plugins/sandbox/target/classes")
            .toAbsolutePath()
            .normalize();

    private final ConfigurableApplicationContext context;
    private final int port;

    /** A merchant's affiliation, as VTEX knows it. */
    record Shop(String connector, Affiliation affiliation, Target target) {}

    private Platform(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    /** One for all stories of a run: each has merchants of its own. Stops with the process. */
    static Platform shared() {
        return Shared.ONE;
    }

    private static final class Shared {
        private static final Platform ONE = start(home());

        private static Path home() {
            try {
                return Files.createTempDirectory("pontage-stories-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Platform start(Path home) {
        return start(home, Map.of());
    }

    static Platform start(Path home, Map<String, Object> more) {
        try {
            var port = RunningPontage.freePort();
            var application = new SpringApplication(Pontage.class, MovedClock.class);
            var arguments = properties(home, port, more).entrySet().stream()
                    .map(it -> "--" + it.getKey() + "=" + it.getValue())
                    .toArray(String[]::new);
            return new Platform(application.run(arguments), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> properties(Path home, int port, Map<String, Object> more) throws IOException {
        TestDatabase.stopWith(it -> SpringApplication.getShutdownHandlers().add(it));
        var schema =
                TestDatabase.createSchema("t_app_" + ProcessHandle.current().pid() + "_" + port);
        var key = home.resolve("master.key");
        MasterKey.make(key);
        var plugins = Files.createDirectories(home.resolve("plugins"));
        pack(SANDBOX, plugins.resolve("sandbox.jar"));
        var properties = new HashMap<String, Object>();
        properties.put("server.port", port);
        properties.put("server.address", "127.0.0.1");
        properties.put("spring.datasource.url", schema.jdbcUrl());
        properties.put("spring.datasource.username", schema.username());
        properties.put("spring.datasource.password", schema.password());
        properties.put("pontage.home", home.toString());
        properties.put("pontage.plugins", plugins.toString());
        properties.put("pontage.master-key-file", key.toString());
        properties.put("pontage.public-url", "http://localhost:" + port);
        properties.put("pontage.allow-private-network", true);
        properties.put("pontage.direct-cards", true);
        properties.put("pontage.demo", false);
        properties.put("pontage.roles", "gateway,admin,worker");
        properties.putAll(more);
        return properties;
    }

    /** Plugins are jars; in the reactor they are folders until they are packaged. */
    private static void pack(Path classes, Path jar) throws IOException {
        try (var files = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static Manifest manifest() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Pontage-Plugin-Id"), "sandbox");
        manifest.getMainAttributes().put(new Attributes.Name("Pontage-Plugin-Version"), "1.0.0");
        manifest.getMainAttributes().put(new Attributes.Name("Pontage-Spi-Version"), "1");
        return manifest;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    SettableTime time() {
        return context.getBean(SettableTime.class);
    }

    URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** A new merchant with a test affiliation at a connector of its own. */
    Shop shop(Map<String, String> settings) {
        return shop(Map.of(), settings);
    }

    Shop shop(Map<String, Boolean> flags, Map<String, String> settings) {
        var mark = Long.toHexString(System.nanoTime());
        return TenantScope.all().call(() -> {
            var tenant = bean(Tenants.class).create("shop-" + mark, "Shop " + mark);
            var draft = Connector.Draft.of("con-" + mark, "Connector " + mark, List.of("sandbox"));
            var connector = bean(Connectors.class)
                    .create(new Connector.Draft(
                            draft.slug(),
                            draft.displayName(),
                            draft.plugins(),
                            draft.callbackKeys(),
                            draft.publishedName(),
                            draft.ownerAccount(),
                            draft.partnerContact(),
                            draft.allowedAccounts(),
                            flags));
            var created = bean(Affiliations.class)
                    .create(
                            new Affiliation.Draft(
                                    tenant.slug(),
                                    connector.slug(),
                                    "sandbox",
                                    Affiliation.Environment.TEST,
                                    "",
                                    settings),
                            "a test");
            var target = Target.of(
                    at("/ppp/" + connector.slug()),
                    created.credential().appKey(),
                    created.credential().appToken());
            return new Shop(
                    connector.slug(),
                    created.affiliation(),
                    target.withSandbox().withPatience(Duration.ofSeconds(60)));
        });
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MovedClock {
        @Bean
        @Primary
        SettableTime settableTime() {
            return new SettableTime(Clock.systemUTC());
        }
    }
}
