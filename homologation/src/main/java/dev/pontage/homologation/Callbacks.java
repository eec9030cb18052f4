package dev.pontage.homologation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The receiver of callbacks: where the gateway would be told how a payment ended. */
public final class Callbacks implements AutoCloseable {
    /** A callback as it came. */
    public record Callback(String target, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final URI address;
    private final Map<String, BlockingQueue<Callback>> received = new ConcurrentHashMap<>();
    private final Map<String, Function<Callback, Integer>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private Callbacks(HttpServer server, URI address) {
        this.server = server;
        this.address = address;
    }

    /** Listens on this machine's loopback, or everywhere where another address leads to it. */
    public static Callbacks listen(int port, Optional<URI> address) {
        try {
            var host = address.isPresent()
                    ? new InetSocketAddress(port)
                    : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = HttpServer.create(host, 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var own = address.orElse(
                    URI.create("http://localhost:" + server.getAddress().getPort()));
            var callbacks = new Callbacks(server, own);
            server.createContext("/", callbacks::take);
            server.start();
            return callbacks;
        } catch (IOException e) {
            throw new UncheckedIOException("the receiver of callbacks cannot listen on port " + port, e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            var callback = new Callback(exchange.getRequestURI().toString(), headers, body);
            var payment = payment(callback.target());
            count.incrementAndGet();
            var status = answers.getOrDefault(payment, it -> 200).apply(callback);
            of(payment).add(callback);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static String payment(String target) {
        var parts = target.split("/", -1);
        for (var i = 0; i + 1 < parts.length; i++) {
            if (parts[i].equals("payments")) {
                return parts[i + 1];
            }
        }
        return "";
    }

    private BlockingQueue<Callback> of(String payment) {
        return received.computeIfAbsent(payment, it -> new LinkedBlockingQueue<>());
    }

    /** The address for a payment, in the form that the gateway gives. */
    public String address(String payment) {
        return address + path(payment);
    }

    /** What the request line must be, byte for byte. */
    public String path(String payment) {
        return "/api/pvt/payment-provider/transactions/TX%2D" + payment + "/payments/" + payment
                + "/callback?accountName=home%20log&X-VTEX-signature=Rj0q" + payment.hashCode() + "x%3Dtk";
    }

    /** Decides how a payment's callbacks are answered; otherwise it is 200. */
    public void answer(String payment, Function<Callback, Integer> answer) {
        answers.put(payment, answer);
    }

    /** The next callback of a payment, if it comes in time. */
    public Optional<Callback> next(String payment, long millis) {
        try {
            return Optional.ofNullable(of(payment).poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** How many came in all. */
    public int count() {
        return count.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
