package dev.pontage.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A MariaDB server of our own, on the loopback address, with its data below a home folder. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    /** After a crash the server first repeats its log; 32 MB of it take a few seconds on a slow disk. */
    private static final int LOOKS = 2_400;

    private static final String URL_PROPERTIES =
            "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=5000&characterEncoding=UTF-8";

    private final ServerProcess server;
    private final HomeLock lock;
    private final Account account;
    private final int port;
    private final Path home;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private EmbeddedDatabase(ServerProcess server, HomeLock lock, Account account, int port, Path home) {
        this.server = server;
        this.lock = lock;
        this.account = account;
        this.port = port;
        this.home = home;
    }

    /**
     * Says that what was made is whole. Until then a start begins with an empty database, so that one that was killed
     * half way through its first tables leaves nothing behind.
     */
    public void keep() {
        try {
            Files.deleteIfExists(home.resolve(DataFolder.UNFINISHED));
        } catch (IOException e) {
            throw new DatabaseException("The folder " + home + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Starts the server that keeps its data in the home, making the home first if there is none. */
    public static EmbeddedDatabase start(Path home, Options options) {
        return tryStart(home, options)
                .orElseThrow(() -> new DatabaseException("Another Pontage runs with the home " + home
                        + "; stop it or set PONTAGE_HOME to another folder"));
    }

    /** Like {@link #start}, but empty where another living process owns the home. */
    static Optional<EmbeddedDatabase> tryStart(Path home, Options options) {
        try {
            var folder = PrivateFiles.folder(home).toRealPath();
            var lock = HomeLock.tryLock(folder);
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(startLocked(folder, options, lock.get()));
        } catch (IOException e) {
            throw new DatabaseException(
                    "The folder " + home + " cannot be used (" + e + "); set PONTAGE_HOME to another", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while the database started", e);
        }
    }

    private static EmbeddedDatabase startLocked(Path home, Options options, HomeLock lock)
            throws IOException, InterruptedException {
        try {
            var binaries = Binaries.unpackedBelow(options.binaries().toAbsolutePath());
            var account = Account.keptIn(home);
            var leftOver = ServerProcess.leftOver(home.resolve("data"));
            if (leftOver.isPresent()) {
                leftOver.get().stop();
            }
            var data = DataFolder.ready(home, binaries);
            PrivateFiles.write(home.resolve("init.sql"), account.initStatements(options.everySchema()));
            var port = freePort();
            Files.deleteIfExists(data.resolve("server.out"));
            PrivateFiles.write(data.resolve("server.out"), new byte[0]);
            var server = ServerProcess.launch(binaries, data, arguments(home, port, options));
            var database = new EmbeddedDatabase(server, lock, account, port, home);
            database.awaitReady(data);
            return database;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static List<String> arguments(Path home, int port, Options options) {
        var arguments = new ArrayList<>(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Relative to the data folder: the system allows 107 characters, a home may be longer.
                "--socket=s.sock",
                "--pid-file=server.pid",
                "--init-file=" + home.resolve("init.sql"),
                "--skip-ssl",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=128M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--max-connections=200",
                "--max-connect-errors=1000000",
                // It cleans up behind changes once a second: with the usual four threads the payments stand still
                // meanwhile.
                "--innodb-purge-threads=1",
                "--innodb-flush-log-at-trx-commit=" + (options.durable() ? 1 : 0)));
        if (!options.durable()) {
            arguments.addAll(List.of("--innodb-doublewrite=0", "--innodb-flush-method=nosync", "--sync-frm=0"));
        }
        arguments.addAll(options.further());
        return arguments;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path data) throws InterruptedException {
        for (var look = 0; look < LOOKS; look++) {
            if (server.endsWithin(LOOK_AGAIN)) {
                throw new DatabaseException(
                        "The database stopped as it started; its reasons are in " + data.resolve("server.out"));
            }
            if (answers()) {
                return;
            }
        }
        server.stop();
        throw new DatabaseException("The database did not get ready; its reasons are in " + data.resolve("server.out"));
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(jdbcUrl(), username(), password())) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(Account.NAME);
    }

    public String jdbcUrl(String schema) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + schema + URL_PROPERTIES;
    }

    public String username() {
        return Account.NAME;
    }

    public String password() {
        return account.password();
    }

    public long pid() {
        return server.pid();
    }

    /** Stops the server cleanly and gives the home back. A second call does nothing. */
    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try (lock) {
            server.stop();
        } catch (IOException e) {
            throw new DatabaseException("The home could not be given back", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
