package dev.pontage.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built distribution as a process of its own, started by the script that people use. */
final class RunningPontage implements AutoCloseable {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final List<String> said = new ArrayList<>();

    private RunningPontage(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static RunningPontage start(Path home) throws IOException {
        var port = freePort();
        var builder = new ProcessBuilder(CHECKOUT.resolve("pontage").toString(), "start").redirectErrorStream(true);
        builder.environment().put("PONTAGE_BUILD", "never");
        builder.environment().put("PONTAGE_HOME", home.toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        var running = new RunningPontage(builder.start(), port);
        running.awaitReady();
        return running;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.contains("curl -sS")) {
                Thread.ofVirtual().start(() -> drain(output));
                return;
            }
        }
        throw new IllegalStateException("it stopped before it was ready:\n" + String.join("\n", said));
    }

    /** A full pipe would stop the process. */
    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {
                // read and forgotten
            }
        } catch (IOException stopped) {
            // a process that is killed takes its pipe with it
        }
    }

    String printed(String label) {
        return said.stream()
                .map(String::strip)
                .filter(it -> it.startsWith(label))
                .findFirst()
                .map(it -> it.substring(label.length()).strip())
                .orElseThrow(() -> new AssertionError(label + " was not printed"));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    Answer pay(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/ppp/demo/payments"))
                .header("Content-Type", "application/json")
                .header("X-VTEX-API-AppKey", printed("app key"))
                .header("X-VTEX-API-AppToken", printed("app token"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    record Answer(int status, String body) {}

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C or a service manager would; false if it takes too long. */
    boolean stopWithin(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
