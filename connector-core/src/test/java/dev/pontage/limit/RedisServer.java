package dev.pontage.limit;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Redis of the machine's own, if it has one, that can be killed and started again on its port. */
final class RedisServer implements AutoCloseable {
    private final String program;
    private final int port;
    private Optional<Process> process = Optional.empty();

    private RedisServer(String program, int port) {
        this.program = program;
        this.port = port;
    }

    static Optional<RedisServer> find() throws IOException {
        var named = Optional.ofNullable(System.getenv("PONTAGE_REDIS_SERVER")).stream();
        var onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(it -> Stream.of(it + "/redis-server", it + "/valkey-server", it + "/redis-check-rdb"));
        var program = Stream.concat(named, onPath)
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .map(RedisServer::underItsName);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return program.map(it -> new RedisServer(it, free.getLocalPort()));
        }
    }

    /** Debian's redis-tools carry the server without a service: one program that does what its name says. */
    private static String underItsName(String program) {
        if (!program.endsWith("check-rdb")) {
            return program;
        }
        try {
            return Files.createSymbolicLink(
                            Files.createTempDirectory("redis").resolve("redis-server"), Path.of(program))
                    .toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void start() throws IOException, InterruptedException {
        process = Optional.of(new ProcessBuilder(
                        program,
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start());
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!answers() && System.nanoTime() < deadline) {
            process.get().waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
