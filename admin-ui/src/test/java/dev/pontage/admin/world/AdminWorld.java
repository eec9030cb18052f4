package dev.pontage.admin.world;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pontage.admin.staff.HashCost;
import dev.pontage.database.TestDatabase;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.PluginProblem;
import dev.pontage.plugin.Plugins;
import dev.pontage.plugin.Quarantine;
import dev.pontage.sandbox.SandboxPlugin;
import dev.pontage.secret.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The whole product in a test, with the sandbox's plugin and one that asks for every type of setting. */
@SpringBootApplication(scanBasePackages = "dev.pontage")
@org.springframework.boot.autoconfigure.AutoConfigurationPackage(basePackages = "dev.pontage")
public class AdminWorld {
    /** The token of the environment. */
    public static final String TOKEN = "a-token-of-the-environment-for-tests";

    static {
        TestDatabase.stopWith(it -> SpringApplication.getShutdownHandlers().add(it));
    }

    private static final TestDatabase.Schema SCHEMA =
            TestDatabase.createSchema("t_admin_" + ProcessHandle.current().pid());

    @Bean
    SettableClock clock() {
        return new SettableClock();
    }

    /** A hundred people log in within a run, and nobody guesses. */
    @Bean
    @Primary
    HashCost cheap() {
        return new HashCost(64, 1);
    }

    @Bean
    @Primary
    Plugins pluginsOfTheTest() {
        var loaded = new CopyOnWriteArrayList<>(List.of(
                LoadedPlugin.of(new SandboxPlugin()),
                LoadedPlugin.of(new FieldsPlugin("1.2.3")),
                LoadedPlugin.of(new FieldsPlugin("1.1.0"))));
        return new Plugins() {
            @Override
            public Optional<LoadedPlugin> find(String id, Optional<String> version) {
                return loaded.stream()
                        .filter(it -> it.id().equals(id))
                        .filter(it -> version.map(it.version()::equals).orElse(true))
                        .findFirst();
            }

            @Override
            public List<LoadedPlugin> list() {
                return List.copyOf(loaded);
            }

            /** A jar is its version written down. */
            @Override
            public LoadedPlugin add(String fileName, byte[] jar) {
                var version = new String(jar, StandardCharsets.UTF_8);
                if (!version.matches("0\\.\\d+\\.0")) {
                    throw Rejection.invalid("jar", "It is no jar of a plugin.");
                }
                var added = LoadedPlugin.of(new FieldsPlugin(version));
                loaded.add(added);
                return added;
            }

            @Override
            public void remove(String id, String version) {
                loaded.removeIf(it -> it.id().equals(id) && it.version().equals(version) && version.startsWith("0."));
            }

            @Override
            public List<Quarantine> quarantines() {
                return loaded.stream()
                        .filter(it -> it.state() == LoadedPlugin.State.QUARANTINED)
                        .map(it -> new Quarantine(
                                new UUID(0, 7),
                                it.id(),
                                it.version(),
                                it.problem().orElse(""),
                                Instant.EPOCH))
                        .toList();
            }

            @Override
            public void release(String id, String version) {
                var unused = find(id, Optional.of(version))
                        .filter(LoadedPlugin::release)
                        .orElseThrow(() -> Rejection.notFound("plugin " + id + " " + version + " in quarantine"));
            }

            @Override
            public List<PluginProblem> problems() {
                return List.of(new PluginProblem("broken.jar", "It has no descriptor: build it again."));
            }

            @Override
            public void whenRetired(Consumer<LoadedPlugin> listener) {}
        };
    }

    @Bean
    MasterKey masterKey() {
        try {
            var file = Files.createTempDirectory("pontage-test").resolve("master.key");
            MasterKey.make(file);
            return MasterKey.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    DataSource payments() {
        return pool(8);
    }

    @Bean
    DataSource background() {
        return pool(4);
    }

    @Bean
    @Primary
    DataSource admin() {
        return pool(8);
    }

    private static DataSource pool(int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(SCHEMA.jdbcUrl());
        config.setUsername(SCHEMA.username());
        config.setPassword(SCHEMA.password());
        config.setMaximumPoolSize(size);
        // Many contexts live side by side in one run; those at rest hold next to nothing of the server.
        config.setMinimumIdle(1);
        config.setIdleTimeout(10_000);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("set session innodb_lock_wait_timeout = 3");
        return new HikariDataSource(config);
    }

    @Bean
    HibernatePropertiesCustomizer dialect() {
        return properties -> {
            properties.put("hibernate.dialect", "org.hibernate.dialect.MariaDBDialect");
            properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        };
    }
}
