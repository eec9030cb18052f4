package dev.pontage.app.tour;

import com.sun.net.httpserver.HttpServer;
import dev.pontage.app.RunningPontage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a busy day leaves behind: VTEX asks, shoppers pay, and some callbacks do not come through. */
final class Market implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SHOWN = "F5C19A4B7E2D4C0FA1B83D6E5F709F91";
    private static final List<String> METHODS = List.of("Visa", "Mastercard", "Pix", "Visa", "BankInvoice");

    private final RunningPontage pontage;
    private final HttpServer vtex;
    private final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
    private final CountDownLatch shownIsDecided = new CountDownLatch(1);

    Market(RunningPontage pontage) throws IOException {
        this.pontage = pontage;
        this.vtex = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vtex.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getPath();
            var isGood = path.equals("/good") || path.equals("/second") && !refusedOnce.add(body);
            exchange.sendResponseHeaders(isGood ? 200 : 503, -1);
            exchange.close();
            if (isGood && body.contains(SHOWN)) {
                shownIsDecided.countDown();
            }
        });
        vtex.start();
    }

    /** The id of the payment that the pictures show. */
    String open() throws IOException, InterruptedException {
        say("/payments", payment(SHOWN, "Visa", "4222222222222224", "4307.23", "/second"));
        for (var i = 0; i < 22; i++) {
            var card = i % 6 == 5 ? "4444333322221112" : "4444333322221111";
            var value = "%d.%02d".formatted(20 + i * 379 % 2300, i * 37 % 100);
            say("/payments", payment("D" + i + SHOWN.substring(i), METHODS.get(i % 5), card, value, "/good"));
        }
        say("/payments", payment("B1" + SHOWN.substring(2), "Visa", "4222222222222224", "89.90", "/broken"));
        say("/payments", payment("B2" + SHOWN.substring(2), "Visa", "4222222222222225", "312.40", "/broken"));
        if (!shownIsDecided.await(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the payment of the pictures was not decided");
        }
        for (var repeat = 0; repeat < 3; repeat++) {
            say("/payments", payment(SHOWN, "Visa", "4222222222222224", "4307.23", "/second"));
        }
        change("settlements", "1000.00", "S1");
        change("settlements", "1000.00", "S1");
        change("settlements", "3000.00", "S2");
        change("refunds", "1000.00", "R1");
        return SHOWN;
    }

    private void change(String what, String value, String request) throws IOException, InterruptedException {
        say("/payments/" + SHOWN + "/" + what, """
                {"paymentId":"%s","transactionId":"TX-90417","value":%s,"requestId":"%s","settleId":"S1","tid":"t"}""".formatted(SHOWN, value, request));
    }

    private String payment(String id, String method, String card, String value, String callback) {
        return """
                {"paymentId":"%s","transactionId":"TX-%2$s","reference":"%2$s","orderId":"v%2$smys-01","merchantName":"demo",
                 "paymentMethod":"%3$s","value":%4$s,"currency":"BRL","installments":3,
                 "callbackUrl":"http://localhost:%5$d%6$s","returnUrl":"http://localhost:%5$d/good",
                 "card":{"number":"%7$s","holder":"Jo Doe","csc":"123","expiration":{"month":"12","year":"2032"}},
                 "miniCart":{"buyer":{},"items":[]}}""".formatted(
                        id,
                        90_417 + Math.floorMod(id.hashCode(), 900_000),
                        method,
                        value,
                        vtex.getAddress().getPort(),
                        callback,
                        card);
    }

    private void say(String path, String body) throws IOException, InterruptedException {
        var answer = RunningPontage.send(pontage.request("/ppp/demo" + path)
                .header("Content-Type", "application/json")
                .header("X-VTEX-API-AppKey", pontage.printed("app key"))
                .header("X-VTEX-API-AppToken", pontage.printed("app token"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered " + answer);
        }
    }

    /** A merchant who is connected to a real acquirer; the affiliation's id. */
    String connect() throws IOException, InterruptedException {
        made("/api/v1/tenants", "{\"id\":\"mystore\",\"name\":\"My Store\"}");
        made("/api/v1/connectors", """
                {"id":"acmepay","displayName":"Acme Pay","plugins":["adyen","bacen-pix"],"publishedName":"AcmePay",
                 "ownerAccount":"acmepay","partnerContact":"integrations@acmepay.example"}""");
        return made("/api/v1/affiliations", """
                {"tenantId":"mystore","connectorId":"acmepay","plugin":"adyen","environment":"test",
                 "displayName":"Adyen test","settings":{"apiKey":"AQE-not-a-key","merchantAccount":"MyStoreBR",
                 "webhookHmacKey":"%s"}}""".formatted("0A".repeat(32)))
                .path("id")
                .asString();
    }

    private JsonNode made(String path, String body) throws IOException, InterruptedException {
        var answer = pontage.tell(path, body);
        if (answer.status() != 201) {
            throw new IllegalStateException(path + " was answered " + answer);
        }
        return JSON.readTree(answer.body());
    }

    /** What the API calls the first of something. */
    String first(String path, String pointer) throws IOException, InterruptedException {
        return JSON.readTree(pontage.ask(path).body()).at(pointer).asString();
    }

    @Override
    public void close() {
        vtex.stop(0);
    }
}
