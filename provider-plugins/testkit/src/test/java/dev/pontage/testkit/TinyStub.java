package dev.pontage.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** An acquirer of forms, in the test's process: what it has taken in once, it answers the same way again. */
final class TinyStub implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> payments = new ConcurrentHashMap<>();
    private final Map<String, String> changes = new ConcurrentHashMap<>();

    TinyStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 250);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    boolean pay(String reference) {
        return payments.computeIfPresent(reference, (it, waiting) -> approval(it)) != null;
    }

    private void answer(HttpExchange it) throws IOException {
        var form = form(new String(it.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var path = it.getRequestURI().getPath().split("/");
        var key = String.valueOf(it.getRequestHeaders().getFirst("Idempotency-Key"));
        var reply = switch (path.length + it.getRequestMethod()) {
            case "2POST" ->
                isSigned(it, form)
                        ? payments.computeIfAbsent(form.getOrDefault("reference", ""), ref -> made(ref, form))
                        : "code=63";
            case "3GET" -> payments.getOrDefault(path[2], "");
            case "4POST" -> change(path[2], path[3], key);
            case "4GET" -> changes.getOrDefault(path[3], "");
            default -> "";
        };
        var bytes = reply.getBytes(StandardCharsets.UTF_8);
        it.sendResponseHeaders(reply.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        it.getResponseBody().write(bytes);
        it.close();
    }

    /** Only a signature over the number itself holds, not one over what stood for it. */
    private static boolean isSigned(HttpExchange it, Map<String, String> form) {
        var number = form.get("number");
        var key =
                String.valueOf(it.getRequestHeaders().getFirst("Authorization")).replace("Bearer ", "");
        return number == null
                || TinyApi.signature(key, number).equals(it.getRequestHeaders().getFirst("Card-Signature"));
    }

    private static String made(String reference, Map<String, String> form) {
        if (!form.containsKey("number")) {
            return "code=10&tid=T" + reference + "&qr=0002" + reference;
        }
        return form.getOrDefault("number", "").endsWith("1111") ? approval(reference) : "code=51";
    }

    private static String approval(String reference) {
        return "code=00&tid=T" + reference;
    }

    private String change(String reference, String verb, String key) {
        if (!payments.containsKey(reference)) {
            return "code=14";
        }
        if (verb.equals("cancel")) {
            payments.put(reference, "code=99");
        }
        return changes.computeIfAbsent(key, it -> "code=00&id=" + verb + it.substring(0, 20));
    }

    static Map<String, String> form(String text) {
        var fields = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var at = pair.indexOf('=');
            if (at > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
