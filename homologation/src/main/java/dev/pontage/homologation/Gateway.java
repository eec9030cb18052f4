package dev.pontage.homologation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** VTEX's side of the protocol, as far as a connector can see it. */
public final class Gateway {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The gateway itself gives up after about 30 s; whoever takes longer has failed. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Target target;
    private final Consumer<String> print;
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private boolean testSuite;

    /** Prints each request as it goes. */
    public Gateway(Target target, Consumer<String> print) {
        this.target = target;
        this.print = print;
    }

    /** Whether the test suite's header is sent. */
    public void asTestSuite(boolean header) {
        testSuite = header;
    }

    /** A new name for a payment, in the gateway's form. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Creates a payment, or repeats it. */
    public Answer create(Order order) {
        return post("/payments", order.json());
    }

    /** Cancels, settles or refunds, with the fields that the gateway sends. */
    public Answer change(String payment, String kind, Map<String, ? extends @Nullable Object> fields) {
        return post("/payments/" + payment + "/" + kind, JSON.writeValueAsString(fields));
    }

    /** Cancels. */
    public Answer cancel(String payment, String request) {
        return change(payment, "cancellations", fields(payment, request));
    }

    /** Settles. */
    public Answer settle(String payment, String request, double value) {
        var fields = fields(payment, request);
        fields.put("value", value);
        return change(payment, "settlements", fields);
    }

    /** Refunds. */
    public Answer refund(String payment, String request, String settleId, double value) {
        var fields = fields(payment, request);
        fields.put("settleId", settleId);
        fields.put("value", value);
        return change(payment, "refunds", fields);
    }

    private static Map<String, @Nullable Object> fields(String payment, String request) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("transactionId", "TX-" + payment);
        fields.put("requestId", request);
        fields.put("paymentId", payment);
        return fields;
    }

    /** Posts as the merchant's affiliation. */
    public Answer post(String path, String body) {
        return post(path, body, credentials());
    }

    /** Posts with these headers and no others of the protocol's. */
    public Answer post(String path, String body, Map<String, String> headers) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Posts bytes that need not be a text. */
    public Answer post(String path, byte[] body) {
        return send("POST", path, body, credentials());
    }

    /** Gets without credentials, as the gateway does for a manifest. */
    public Answer get(String path) {
        return send("GET", path, new byte[0], Map.of());
    }

    /** The headers of the merchant's affiliation. */
    public Map<String, String> credentials() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Vtex-Api-Appkey", target.appKey());
        headers.put("X-Vtex-Api-Apptoken", target.appToken());
        if (testSuite) {
            headers.put("X-Vtex-Api-Is-Testsuite", "true");
        }
        return headers;
    }

    private Answer send(String method, String path, byte[] body, Map<String, String> headers) {
        var uri = target.at(path);
        var began = System.nanoTime();
        try {
            var request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
            headers.forEach(request::header);
            var built = method.equals("GET")
                    ? request.GET()
                    : request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
            var response = whole(built.build());
            var answer = new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    response.body(),
                    millis(began));
            note(method, uri, body, answer.status(), answer.body(), answer.millis());
            return answer;
        } catch (IOException e) {
            note(method, uri, body, 0, "no answer: " + e.getClass().getSimpleName(), millis(began));
            throw Failed.because(
                    "no answer to " + method + " " + path + " (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failed.because("interrupted");
        }
    }

    /** The headers and all of the body: a request's own time limit would end with the headers. */
    private HttpResponse<String> whole(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + LONGEST.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException it ? it : new IOException(e);
        }
    }

    private static long millis(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private void note(String method, URI uri, byte[] body, int status, String answer, long millis) {
        var request = body.length > 20_000 ? "(" + body.length + " bytes)" : new String(body, StandardCharsets.UTF_8);
        exchanges.add(new Exchange(
                method, Redaction.of(uri.toString()), Redaction.of(request), status, Redaction.of(answer), millis));
        print.accept("    " + method + " " + uri.getPath() + " → " + (status == 0 ? "no answer" : status) + " in "
                + millis + " ms");
    }

    /** Notes something that came to us. */
    void received(Callbacks.Callback callback) {
        exchanges.add(new Exchange(
                "POST", "(callback) " + Redaction.of(callback.target()), Redaction.of(callback.body()), 200, "", 0));
        print.accept("    callback " + Redaction.of(callback.target()));
    }

    /** What passed since the last time this was asked. */
    List<Exchange> taken() {
        synchronized (exchanges) {
            var all = List.copyOf(exchanges);
            exchanges.clear();
            return all;
        }
    }
}
