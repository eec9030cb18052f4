package dev.pontage.world;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.database.TestDatabase;
import dev.pontage.plugin.InProcess;
import dev.pontage.plugin.Plugins;
import dev.pontage.secret.MasterKey;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.tenant.TenantScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The whole core in a test: real tables, a still clock, scripted plugins, and no background work of its own. */
@SpringBootApplication(scanBasePackages = "dev.pontage")
@org.springframework.boot.autoconfigure.AutoConfigurationPackage(basePackages = "dev.pontage")
public class World {
    /** Properties that every test of the core sets. */
    public static final String WITHOUT_WORKER = "pontage.roles=gateway";

    static {
        TestDatabase.stopWith(it -> SpringApplication.getShutdownHandlers().add(it));
    }

    private static final TestDatabase.Schema SCHEMA =
            TestDatabase.createSchema("t_core_" + ProcessHandle.current().pid());

    private static final MasterKey MASTER_KEY = newMasterKey();

    @Bean
    SettableClock clock() {
        return new SettableClock();
    }

    @Bean
    ScriptedPlugin scripted() {
        return new ScriptedPlugin("scripted");
    }

    /** An acquirer that can neither be asked nor asked again. */
    @Bean
    ScriptedPlugin mute() {
        return new ScriptedPlugin("mute", EnumSet.noneOf(dev.pontage.spi.Capability.class));
    }

    /** An acquirer that changes what it has, and can neither be asked nor asked again. */
    @Bean
    ScriptedPlugin blind() {
        var can = EnumSet.copyOf(ScriptedPlugin.ALL);
        can.remove(dev.pontage.spi.Capability.INQUIRE);
        return new ScriptedPlugin("blind", can);
    }

    /** An acquirer that takes the same key twice, and cannot be asked. */
    @Bean
    ScriptedPlugin replaying() {
        var can = EnumSet.copyOf(ScriptedPlugin.ALL);
        can.remove(dev.pontage.spi.Capability.INQUIRE);
        can.add(dev.pontage.spi.Capability.REPLAY);
        return new ScriptedPlugin("replaying", can);
    }

    @Bean
    @Primary
    Plugins scriptedPlugins(List<AcquirerPlugin> all) {
        return InProcess.of(all);
    }

    /** One for all contexts of a run: they share a database, and its keys are opened by one master key. */
    @Bean
    MasterKey masterKey() {
        return MASTER_KEY;
    }

    private static MasterKey newMasterKey() {
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
        return pool(16);
    }

    /** As in production: what is read outside of a transaction is read here, and nothing can be written. */
    @Bean
    DataSource looks() {
        return pool(8, true);
    }

    /** As in production: several statements are sent as one text. */
    @Bean
    DataSource together() {
        var config = config(4, false);
        config.addDataSourceProperty("useServerPrepStmts", "false");
        config.addDataSourceProperty("allowMultiQueries", "true");
        config.setConnectionInitSql("set session innodb_lock_wait_timeout = 1");
        return FaultyDatabase.around(new HikariDataSource(config));
    }

    @Bean
    DataSource background() {
        return pool(4);
    }

    @Bean
    DataSource search() {
        return pool(2);
    }

    @Bean
    @Primary
    DataSource admin() {
        return pool(6);
    }

    private static DataSource pool(int size) {
        return pool(size, false);
    }

    private static DataSource pool(int size, boolean looksOnly) {
        return FaultyDatabase.around(new HikariDataSource(config(size, looksOnly)));
    }

    private static HikariConfig config(int size, boolean looksOnly) {
        var config = new HikariConfig();
        config.setJdbcUrl(SCHEMA.jdbcUrl());
        config.setUsername(SCHEMA.username());
        config.setPassword(SCHEMA.password());
        config.setMaximumPoolSize(size);
        // Many contexts live side by side in one run; those at rest hold next to nothing of the server.
        config.setMinimumIdle(1);
        config.setIdleTimeout(10_000);
        config.setAutoCommit(looksOnly);
        config.setReadOnly(looksOnly);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("set session innodb_lock_wait_timeout = 3");
        return config;
    }

    @Bean
    org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer dialect() {
        return properties -> {
            properties.put("hibernate.dialect", "org.hibernate.dialect.MariaDBDialect");
            properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        };
    }

    @Bean
    Merchants merchants(Tenants tenants, Connectors connectors, Affiliations affiliations) {
        return new Merchants(tenants, connectors, affiliations);
    }

    /** Makes merchants with an affiliation each. */
    public static final class Merchants {
        private final Tenants tenants;
        private final Connectors connectors;
        private final Affiliations affiliations;
        private final Map<UUID, String> slugs = new ConcurrentHashMap<>();

        Merchants(Tenants tenants, Connectors connectors, Affiliations affiliations) {
            this.tenants = tenants;
            this.connectors = connectors;
            this.affiliations = affiliations;
        }

        public Affiliations affiliations() {
            return affiliations;
        }

        /** Under which name VTEX reaches an affiliation. */
        public String connectorOf(Affiliation.Created shop) {
            return Objects.requireNonNull(slugs.get(shop.affiliation().connectorId()));
        }

        /** A new merchant with a connector and a test affiliation of its own. */
        public Affiliation.Created fresh(String plugin) {
            return fresh(plugin, Map.of());
        }

        /** One more of the same merchant, with the same plugin, under a connector of its own. */
        public Affiliation beside(Affiliation shop) {
            var mark = Long.toHexString(System.nanoTime());
            return TenantScope.all().call(() -> {
                var tenant = tenants.find(shop.tenantId()).orElseThrow();
                var plugin = shop.plugin();
                var connector =
                        connectors.create(Connector.Draft.of("con-" + mark, "Connector " + mark, List.of(plugin)));
                return affiliations
                        .create(
                                new Affiliation.Draft(
                                        tenant.slug(),
                                        connector.slug(),
                                        plugin,
                                        Affiliation.Environment.TEST,
                                        "",
                                        Map.of()),
                                "a test")
                        .affiliation();
            });
        }

        /** The same with what staff filled in. */
        public Affiliation.Created fresh(String plugin, Map<String, String> settings) {
            var mark = Long.toHexString(System.nanoTime());
            return TenantScope.all().call(() -> {
                var tenant = tenants.create("shop-" + mark, "Shop " + mark);
                var connector =
                        connectors.create(Connector.Draft.of("con-" + mark, "Connector " + mark, List.of(plugin)));
                slugs.put(connector.id(), connector.slug());
                return affiliations.create(
                        new Affiliation.Draft(
                                tenant.slug(), connector.slug(), plugin, Affiliation.Environment.TEST, "", settings),
                        "a test");
            });
        }
    }
}
