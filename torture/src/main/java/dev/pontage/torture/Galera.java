package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A cluster of three servers on loopback, from Debian's packages unpacked below {@code target/galera}. */
final class Galera implements Servers {
    private static final int SERVERS = 3;
    private static final String NAME = "pontage";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Path programs;
    private final String password = UUID.randomUUID().toString();
    private final List<int[]> ports = new ArrayList<>();
    private final List<Child> servers = new ArrayList<>();

    Galera(Place place) {
        this.folder = place.work().resolve("galera");
        this.programs = place.checkout().resolve("target/galera/usr");
        if (!Files.exists(programs.resolve("sbin/mariadbd"))) {
            throw new IllegalStateException(
                    "there is no " + programs + "; ./pontage torture galera unpacks it on Debian");
        }
        for (var i = 0; i < SERVERS; i++) {
            ports.add(new int[] {Place.freePort(), Place.freePort(), Place.freePort(), Place.freePort()});
        }
        for (var i = 0; i < SERVERS; i++) {
            make(i);
            servers.add(started(i, i == 0 ? "gcomm://" : member(0)));
        }
    }

    private void make(int number) {
        try {
            var home = Files.createDirectories(home(number));
            Files.createDirectories(home.resolve("tmp"));
            Files.writeString(home.resolve("init.sql"), """
                    CREATE DATABASE IF NOT EXISTS pontage CHARACTER SET utf8mb4;
                    CREATE USER IF NOT EXISTS 'pontage'@'127.0.0.1' IDENTIFIED BY '%s';
                    GRANT ALL ON pontage.* TO 'pontage'@'127.0.0.1';
                    """.formatted(password));
            run(
                    home,
                    programs.resolve("bin/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--basedir=" + programs,
                    "--datadir=" + home.resolve("data"),
                    "--skip-test-db",
                    "--auth-root-authentication-method=normal");
            if (root()) {
                run(home, "chown", "-R", "nobody", home.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path home, String... command) {
        var child = Child.start(home.resolve("install.log"), List.of(command), environment());
        if (!child.endsWithin(PATIENCE)) {
            throw new IllegalStateException("the server's folder was not made:\n" + child.lastWords());
        }
    }

    private Child started(int number, String cluster) {
        var home = home(number);
        var its = ports.get(number);
        var command = new ArrayList<>(List.of(
                programs.resolve("sbin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + home.resolve("data"),
                "--tmpdir=" + home.resolve("tmp"),
                "--port=" + its[0],
                "--socket=" + home.resolve("s.sock"),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=1",
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=ON",
                // What one node has written is read by the other.
                "--wsrep-sync-wait=7",
                "--wsrep-provider=" + programs.resolve("lib/galera/libgalera_smm.so"),
                "--wsrep-sst-method=rsync",
                "--wsrep-cluster-name=torture",
                "--wsrep-cluster-address=" + cluster,
                "--wsrep-node-address=127.0.0.1:" + its[1],
                "--wsrep-sst-receive-address=127.0.0.1:" + its[2],
                "--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:" + its[1] + ";ist.recv_addr=127.0.0.1:"
                        + its[3]));
        if (cluster.equals("gcomm://")) {
            command.add("--init-file=" + home.resolve("init.sql"));
        }
        if (root()) {
            // As root the state transfer fails: its receiver gives root up.
            command.add("--user=nobody");
        }
        var child = Child.start(home.resolve("server.log"), command, environment());
        if (!Pause.until(PATIENCE, () -> !child.alive() || answers(number)) || !child.alive()) {
            throw new IllegalStateException("server " + number + " did not start:\n" + child.lastWords());
        }
        return child;
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                programs.resolve("bin") + ":" + System.getenv("PATH"),
                "LD_LIBRARY_PATH",
                programs.resolve("lib/x86_64-linux-gnu").toString());
    }

    private boolean answers(int number) {
        try (var connection = DriverManager.getConnection(url("127.0.0.1:" + ports.get(number)[0]), NAME, password)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path home(int number) {
        return folder.resolve("server-" + (number + 1));
    }

    private String member(int number) {
        return "gcomm://127.0.0.1:" + ports.get(number)[1];
    }

    private static String url(String hosts) {
        return "jdbc:mysql://" + hosts + "/" + NAME + "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                + "&connectTimeout=5000&characterEncoding=UTF-8&failOverReadOnly=false";
    }

    /** SIGKILL; the others stand still for some seconds until they believe it. */
    void kill(int number) {
        servers.get(number).kill();
    }

    /** The killed one comes back and is told what it missed. */
    void rejoin(int number) {
        servers.set(number, started(number, member(SERVERS - 1)));
    }

    /** Each node has a server of its own, and the last one if that fails. */
    @Override
    public Map<String, String> environment(int node) {
        var hosts = "127.0.0.1:" + ports.get(node)[0] + ",127.0.0.1:" + ports.get(SERVERS - 1)[0];
        return Map.of(
                "SPRING_DATASOURCE_URL", url(hosts),
                "SPRING_DATASOURCE_USERNAME", NAME,
                "SPRING_DATASOURCE_PASSWORD", password);
    }

    @Override
    public Books.Access access() {
        return new Books.Access(url("127.0.0.1:" + ports.get(SERVERS - 1)[0]), NAME, password);
    }

    @Override
    public void stop() {
        servers.forEach(Child::kill);
    }
}
