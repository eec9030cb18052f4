package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process of the run. None outlives it. */
final class Child {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "children"));
    }

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Child start(Path log, List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What is set where the run was started must not reach the runs.
        builder.environment().keySet().removeIf(it -> it.matches("(PONTAGE|SPRING|SERVER|MANAGEMENT|LOGGING)_.*"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            var process = builder.start();
            ALIVE.add(process);
            return new Child(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
        ALIVE.remove(process);
    }

    /** SIGTERM, and if that does not help the other. */
    void stop() {
        process.destroy();
        if (!endsWithin(Duration.ofSeconds(25))) {
            kill();
        }
        ALIVE.remove(process);
    }

    /** The end of what it said, for people who ask why. */
    String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }
}
