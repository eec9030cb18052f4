package dev.pontage.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Ways to one database, one per purpose, so that a slow report can never take a payment's connection. */
@Configuration(proxyBeanMethods = false)
class Pools {
    private static final Map<String, String> DRIVER = Map.ofEntries(
            Map.entry("cachePrepStmts", "true"),
            Map.entry("useServerPrepStmts", "true"),
            Map.entry("prepStmtCacheSize", "250"),
            Map.entry("prepStmtCacheSqlLimit", "16384"),
            Map.entry("cacheServerConfiguration", "true"),
            Map.entry("useLocalSessionState", "true"),
            Map.entry("elideSetAutoCommits", "true"),
            Map.entry("maintainTimeStats", "false"),
            Map.entry("rewriteBatchedStatements", "true"),
            Map.entry("connectTimeout", "5000"),
            Map.entry("connectionTimeZone", "UTC"),
            Map.entry("forceConnectionTimeZoneToSession", "true"),
            // The server's 50 s would outlive the answer that waits for the lock.
            Map.entry("sessionVariables", "innodb_lock_wait_timeout=3"));

    /** One that writes what many bring, and one for what comes while the first is stuck. */
    private static final int WRITERS = 2;

    private final String url;
    private final String username;
    private final String password;

    Pools(
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username:}") String username,
            @Value("${spring.datasource.password:}") String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    @Bean
    @Qualifier("payments")
    HikariDataSource payments(@Value("${pontage.pool.payments:16}") int size) {
        return pool("payments", size, 3_000);
    }

    @Bean
    @Qualifier("background")
    HikariDataSource background(@Value("${pontage.pool.background:6}") int size) {
        return pool("background", size, 10_000);
    }

    /** What many callers write together goes as one text, several statements at a time. */
    @Bean
    @Qualifier("together")
    HikariDataSource together() {
        var config = config("together", WRITERS, 3_000);
        config.addDataSourceProperty("useServerPrepStmts", "false");
        config.addDataSourceProperty("allowMultiQueries", "true");
        // Its texts are seldom the same twice; kept ones would only fill the memory.
        config.addDataSourceProperty("cachePrepStmts", "false");
        // Whoever holds one payment for longer keeps the others of its group no longer waiting.
        config.addDataSourceProperty("sessionVariables", "innodb_lock_wait_timeout=1");
        return new HikariDataSource(config);
    }

    /** A look at a payment needs no transaction; without one it is one round trip and not two. */
    @Bean
    @Qualifier("looks")
    HikariDataSource looks(@Value("${pontage.pool.looks:8}") int size) {
        return looking("looks", size, 3_000);
    }

    /** How a known payment stands, while its merchant is over his limit: one indexed read each. */
    @Bean
    @Qualifier("reads")
    HikariDataSource reads(@Value("${pontage.pool.reads:3}") int size) {
        return looking("reads", size, 2_000);
    }

    private HikariDataSource looking(String name, int size, long patienceMillis) {
        var config = config(name, size, patienceMillis);
        config.setAutoCommit(true);
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    /** What staff look for among many rows may take long: whoever pays never waits for one of these. */
    @Bean
    @Qualifier("search")
    HikariDataSource search(@Value("${pontage.pool.search:4}") int size) {
        return pool("search", size, 10_000);
    }

    /** The one that JPA, Flyway and sessions take without asking by name. */
    @Bean
    @Primary
    @Qualifier("admin")
    HikariDataSource admin(@Value("${pontage.pool.admin:8}") int size) {
        return pool("admin", size, 10_000);
    }

    private HikariDataSource pool(String name, int size, long patienceMillis) {
        return new HikariDataSource(config(name, size, patienceMillis));
    }

    private HikariConfig config(String name, int size, long patienceMillis) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(patienceMillis);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        DRIVER.forEach(config::addDataSourceProperty);
        return config;
    }

    /** Hibernate would ask the server what MariaDB answers differently; its dialect is chosen here. */
    @Bean
    HibernatePropertiesCustomizer dialect(@Qualifier("admin") DataSource admin) throws SQLException {
        try (var connection = admin.getConnection()) {
            var server = DatabaseServer.read(connection);
            return properties -> properties.put("hibernate.dialect", server.dialect());
        }
    }
}
