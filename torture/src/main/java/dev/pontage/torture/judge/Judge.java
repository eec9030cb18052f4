package dev.pontage.torture.judge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An acquirer of forms.
 *
 * <pre>
 * POST /v1/sales            reference, name, key, amount, once
 * POST /v1/sales/{ref}/{verb}          name, key, amount, once
 * GET  /v1/sales/{ref}      how it stands, or 404
 * GET  /v1/sales/{ref}/{key}   what became of a change, or 404
 * GET  /verdict             one line per reference
 * POST /vtex                takes any callback
 * </pre>
 */
public final class Judge {
    private final Map<String, Sale> sales = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final Duration late;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    private Judge(Duration late) {
        this.late = late;
    }

    /** Port, and by how many milliseconds what is late is late. */
    public static void main(String[] arguments) throws IOException {
        var judge = new Judge(Duration.ofMillis(Long.parseLong(arguments[1])));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        var server = HttpServer.create(address, 250);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", judge::answer);
        server.start();
    }

    private void answer(HttpExchange http) throws IOException {
        try (http) {
            var body = http.getRequestBody().readAllBytes();
            var path = http.getRequestURI().getPath().split("/");
            var reply = switch (path[1]) {
                case "verdict" -> Optional.of(verdict());
                case "vtex" -> Optional.of("ok");
                default ->
                    http.getRequestMethod().equals("GET")
                            ? found(path)
                            : Optional.of(heard(Form.of(body), path)).filter(it -> !it.isEmpty());
            };
            if (reply.isPresent()) {
                var bytes = reply.get().getBytes(StandardCharsets.UTF_8);
                http.sendResponseHeaders(200, bytes.length);
                http.getResponseBody().write(bytes);
            } else if (http.getRequestMethod().equals("GET")) {
                http.sendResponseHeaders(404, -1);
            }
            // Otherwise it is closed without a word: the caller sees a cut connection.
        }
    }

    private Optional<String> found(String[] path) {
        var sale = Optional.ofNullable(sales.get(path[3]));
        return path.length == 4 ? sale.flatMap(Sale::standing) : sale.flatMap(it -> it.reply(path[4]));
    }

    /** The reply, or nothing where the connection is cut. */
    private String heard(Form form, String[] path) {
        var reference = path.length > 3 ? path[3] : form.get("reference");
        var verb = path.length > 4 ? path[4] : "sale";
        var sale = sales.computeIfAbsent(reference, Sale::new);
        var key = form.get("key");
        var first = sale.hear(key);
        var manner = Manner.of(form.get("name"));
        Doing doing = () ->
                sale.carryOut(verb, key, form.number("amount"), form.get("once").equals("yes"));
        if (manner == Manner.REFUSE) {
            return sale.refuse(key);
        }
        if (!first || manner == Manner.ANSWER) {
            return doing.carryOut();
        }
        sale.breaksDown(clock.instant());
        switch (manner) {
            case CUT -> doing.carryOut();
            case LATE -> {
                var planned = later.schedule(doing::carryOut, late.toMillis(), TimeUnit.MILLISECONDS);
                if (planned.isCancelled()) {
                    throw new IllegalStateException("nothing is cancelled here");
                }
            }
            default -> {}
        }
        return "";
    }

    private interface Doing {
        String carryOut();
    }

    private String verdict() {
        return new TreeMap<>(sales).values().stream().map(Sale::line).collect(Collectors.joining("\n"));
    }
}
