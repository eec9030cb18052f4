package dev.pontage.torture;

import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The run's own server, durable as in production, that can be killed and started again. */
final class Database implements Servers {
    /** With the small log and memory of the embedded one it would be written back all the time, whoever is measured. */
    private static final List<String> AS_IN_PRODUCTION =
            List.of("--innodb-log-file-size=4G", "--innodb-buffer-pool-size=2G", "--innodb-io-capacity=2000");

    private final Path home;
    private final Options options;
    private volatile EmbeddedDatabase server;

    Database(Place place) {
        this.home = place.work().resolve("database");
        this.options = new Options(place.checkout().resolve("target/test-database"), true, true, AS_IN_PRODUCTION);
        this.server = EmbeddedDatabase.start(home, options);
        this.server.keep();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "database"));
    }

    @Override
    public Books.Access access() {
        return new Books.Access(server.jdbcUrl(), server.username(), server.password());
    }

    long pid() {
        return server.pid();
    }

    int port() {
        return java.net.URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    /** SIGKILL; what was committed is there after the next start. */
    void killAndStart() {
        ProcessHandle.of(server.pid()).ifPresent(it -> {
            it.destroyForcibly();
            it.onExit().join();
        });
        server.close();
        server = EmbeddedDatabase.start(home, options);
    }

    void restart() {
        server.close();
        server = EmbeddedDatabase.start(home, options);
    }

    @Override
    public Map<String, String> environment(int node) {
        return at(port());
    }

    /** For a node that reaches it at another port. */
    Map<String, String> at(int port) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                server.jdbcUrl().replace(":" + port() + "/", ":" + port + "/"),
                "SPRING_DATASOURCE_USERNAME",
                server.username(),
                "SPRING_DATASOURCE_PASSWORD",
                server.password());
    }

    @Override
    public void stop() {
        server.close();
    }
}
