package dev.pontage.torture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pontage.tenant.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * What any journal pays at least: a bare handler that reads its JSON, writes a row and commits, changes it and commits;
 * beside it one that only reads its JSON. Web server, a security chain that lets everybody in, pool and driver settings as
 * in the product; a process of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class
})
@RestController
@Profile(Floor.PROFILE)
public class Floor {
    /** Kept apart from the product, which looks for its parts in this package's surroundings. */
    static final String PROFILE = "floor";

    private static final byte[] ANSWER = "{\"status\":\"approved\"}".getBytes(StandardCharsets.UTF_8);
    private static final List<String> DRIVER = List.of(
            "useServerPrepStmts",
            "cachePrepStmts",
            "cacheServerConfiguration",
            "useLocalSessionState",
            "elideSetAutoCommits");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Floor(Environment environment) {
        var config = new HikariConfig();
        config.setJdbcUrl(environment.getRequiredProperty("floor.url"));
        config.setUsername(environment.getRequiredProperty("floor.username"));
        config.setPassword(environment.getRequiredProperty("floor.password"));
        config.setMaximumPoolSize(16);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        DRIVER.forEach(it -> config.addDataSourceProperty(it, "true"));
        var pool = new HikariDataSource(config);
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        jdbc.sql("create table if not exists floor_row (id binary(16) primary key, name varchar(64) not null unique, "
                        + "body blob not null, state varchar(10) not null)")
                .update();
    }

    /** Started as a process of its own. */
    public static void main(String[] arguments) {
        SpringApplication.run(Floor.class, arguments);
    }

    @GetMapping("/health")
    byte[] health() {
        return ANSWER;
    }

    @Bean
    static SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .build();
    }

    @PostMapping("/noop")
    byte[] nothing(@RequestBody JsonNode body) {
        return ANSWER;
    }

    @PostMapping("/two-commits")
    byte[] twoCommits(@RequestBody JsonNode body) {
        var id = Ids.next();
        var text = body.toString();
        transactions.executeWithoutResult(
                it -> jdbc.sql("insert into floor_row (id, name, body, state) values (?, ?, ?, 'OPEN')")
                        .params(Ids.bytes(id), id.toString(), text)
                        .update());
        transactions.executeWithoutResult(it -> jdbc.sql("update floor_row set state = 'DONE' where id = ?")
                .param(Ids.bytes(id))
                .update());
        return ANSWER;
    }
}
