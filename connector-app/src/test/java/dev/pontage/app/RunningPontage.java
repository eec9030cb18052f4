package dev.pontage.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built distribution as a process of its own, started by the script that people use. */
public final class RunningPontage implements AutoCloseable {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String TOKEN = "a-token-that-only-tests-know-0123456789";
    private static final Duration TO_PRINT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Path home;
    private final List<String> said = new ArrayList<>();

    private RunningPontage(Process process, int port, Path home) {
        this.process = process;
        this.port = port;
        this.home = home;
    }

    public static RunningPontage start(Path home) throws IOException {
        return start(home, Map.of());
    }

    public static RunningPontage start(Path home, Map<String, String> more) throws IOException {
        var port = freePort();
        var environment = new HashMap<>(Map.of(
                "PONTAGE_BUILD",
                "never",
                "PONTAGE_BOOTSTRAP_API_TOKEN",
                TOKEN,
                "PONTAGE_HOME",
                home.toString(),
                "SERVER_PORT",
                Integer.toString(port),
                // Half of the processor time of a short life goes into the second compiler.
                "PONTAGE_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1"));
        environment.putAll(more);
        var builder = script("start").redirectErrorStream(true);
        builder.environment().putAll(environment);
        var running = new RunningPontage(builder.start(), port, home);
        running.awaitReady();
        return running;
    }

    public static ProcessBuilder script(String... arguments) {
        var command = new ArrayList<>(List.of(CHECKOUT.resolve("pontage").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** One for all tests that only look: a start costs more than they do. */
    public static RunningPontage shared() {
        return Shared.RUNNING;
    }

    private static final class Shared {
        static final RunningPontage RUNNING = begin();

        private static RunningPontage begin() {
            try {
                var home = Files.createTempDirectory("pontage-shared-").resolve("home");
                Files.createDirectories(home.resolve("plugins"));
                Files.writeString(home.resolve("plugins/broken.jar"), "this is no jar");
                var running = start(home);
                Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shared-pontage-stop"));
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            heard(line);
            if (line.contains("Pontage is ready")) {
                Thread.ofVirtual().start(() -> drain(output));
                return;
            }
        }
        throw new IllegalStateException("it stopped before it was ready:\n" + String.join("\n", said));
    }

    /** A full pipe would stop the process. */
    private void drain(BufferedReader output) {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                heard(line);
            }
        } catch (IOException stopped) {
            // a process that is killed takes its pipe with it
        }
    }

    /** Everything on the terminal so far. */
    public List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    public Path home() {
        return home;
    }

    public int port() {
        return port;
    }

    private void heard(String line) {
        synchronized (said) {
            said.add(line);
            said.notifyAll();
        }
    }

    /** What stands behind a label of the welcome, waiting for it to be printed. */
    public String printed(String label) throws InterruptedException {
        var end = System.nanoTime() + TO_PRINT.toNanos();
        synchronized (said) {
            while (true) {
                for (var line : said) {
                    if (line.strip().startsWith(label)) {
                        return line.strip().substring(label.length()).strip();
                    }
                }
                var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new AssertionError(label + " was not printed:\n" + String.join("\n", said));
                }
                said.wait(left);
            }
        }
    }

    public static Answer get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri));
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** What the admin API says to the bootstrap token. */
    public Answer ask(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN));
    }

    /** Sends the admin API something to make. */
    public Answer tell(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    public Answer pay(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/ppp/demo/payments"))
                .header("Content-Type", "application/json")
                .header("X-VTEX-API-AppKey", printed("app key"))
                .header("X-VTEX-API-AppToken", printed("app token"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    public static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    public record Answer(int status, String body) {}

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C or a service manager would; false if it takes too long. */
    public boolean stopWithin(long seconds) throws InterruptedException {
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
