package dev.pontage.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The web side of a stub acquirer: it listens on loopback, remembers every call, and can be told to break the next one in
 * the ways in which real acquirers break.
 */
public final class StubServer implements AutoCloseable {

    /** One request as it arrived; header names in lower case. */
    public record Call(String method, String path, String query, Map<String, String> headers, String body) {
        /** A header, empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What the stub answers; an empty body is sent as none. */
    public record Reply(int status, String contentType, String body) {
        /** With a JSON body. */
        public static Reply json(int status, String body) {
            return new Reply(status, "application/json", body);
        }
    }

    /** How the stub decides. Called from several threads. */
    public interface Acquirer {
        /** Carries a request out. */
        Reply answer(Call call);
    }

    /** How a call breaks. */
    public enum Fault {
        /** Lost on its way: the connection closes and nothing has been carried out. */
        REQUEST_LOST,
        /** Carried out, but the connection closes without an answer. */
        ANSWER_LOST,
        /** Carried out, but the answer is held back until {@link StubServer#letGo}. */
        HELD,
        /** The acquirer is out of order: HTTP 503 and nothing carried out. */
        OUT_OF_ORDER
    }

    private final HttpServer server;
    private final Acquirer acquirer;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch held = new CountDownLatch(1);

    /** Listens from now on, on a port of the system's choice. */
    public StubServer(Acquirer acquirer) {
        this.acquirer = acquirer;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Breaks the next calls, one each. */
    public void breakNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Lets held answers go, now and from now on. */
    public void letGo() {
        held.countDown();
    }

    /** Every call so far, in the order of arrival. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var call = new Call(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(Collectors.toMap(
                                it -> it.getKey().toLowerCase(Locale.ROOT),
                                it -> it.getValue().getFirst())),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        calls.add(call);
        var fault = faults.poll();
        if (fault == Fault.REQUEST_LOST) {
            exchange.close();
        } else if (fault == Fault.OUT_OF_ORDER) {
            send(exchange, Reply.json(503, ""));
        } else {
            carryOut(exchange, call, fault == Fault.ANSWER_LOST, fault == Fault.HELD);
        }
    }

    private void carryOut(HttpExchange exchange, Call call, boolean lost, boolean holds) throws IOException {
        Reply reply;
        try {
            reply = acquirer.answer(call);
        } catch (RuntimeException e) {
            reply = Reply.json(500, "{\"stub\":\"" + e.getClass().getSimpleName() + "\"}");
        }
        if (holds) {
            await();
        }
        if (lost) {
            exchange.close();
        } else {
            send(exchange, reply);
        }
    }

    private void await() {
        try {
            if (!held.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody let the answer go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }
}
