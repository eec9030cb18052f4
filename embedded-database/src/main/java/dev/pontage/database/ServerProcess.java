package dev.pontage.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One running server. It has a session of its own, so a signal to our process group does not reach it. */
final class ServerProcess {
    /** A clean stop of a busy server writes its dirty pages first; a killed one repeats its log at the next start. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private static final String LAUNCH = """
            umask 077
            if command -v setsid >/dev/null 2>&1; then exec setsid "$0" "$@"; else exec "$0" "$@"; fi""";

    private final ProcessHandle process;

    private ServerProcess(ProcessHandle process) {
        this.process = process;
    }

    static ServerProcess launch(Binaries binaries, Path data, List<String> arguments) throws IOException {
        var log = data.resolve("server.out").toFile();
        return new ServerProcess(builder(binaries, data, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .toHandle());
    }

    /** The data folder stands in the home, and beside it the server's temporary folder. */
    static ProcessBuilder builder(Binaries binaries, Path data, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                LAUNCH,
                binaries.server().toString(),
                "--no-defaults",
                "--basedir=" + binaries.folder(),
                "--lc-messages-dir=" + binaries.share(),
                "--datadir=" + data,
                // A server that starts wipes the temporary tables in its folder, those of other servers too.
                "--tmpdir=" + PrivateFiles.folder(data.resolveSibling("tmp")),
                "--skip-log-bin",
                "--innodb-log-file-size=32M"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(data.toFile());
        // The server sets its own umask and reads these two; without them its files are open to the group.
        builder.environment().put("UMASK", "0600");
        builder.environment().put("UMASK_DIR", "0700");
        return builder;
    }

    /** A server that a killed process left behind: the pid file names it, and its command line says it is ours. */
    static Optional<ServerProcess> leftOver(Path data) throws IOException {
        var file = data.resolve("server.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var pid = Files.readString(file).strip();
        if (!pid.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(it -> serves(it, data))
                .map(ServerProcess::new);
    }

    private static boolean serves(ProcessHandle process, Path data) {
        return process.info()
                .arguments()
                .map(it -> Arrays.asList(it).contains("--datadir=" + data))
                .orElse(false);
    }

    boolean endsWithin(Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!endsWithin(STOP_PATIENCE)) {
            process.destroyForcibly();
            endsWithin(STOP_PATIENCE);
        }
    }

    long pid() {
        return process.pid();
    }
}
