package dev.pontage.world;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.testkit.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** VTEX as a connector meets it, over real HTTP: it sends what it wants and hears what it is told later. */
public final class Vtex implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final Affiliation.Created shop;
    private final String connector;
    private final StubServer callbacks = new StubServer(this::told);
    private final Map<String, CompletableFuture<JsonNode>> told = new ConcurrentHashMap<>();

    /** What was answered. */
    public record Reply(int status, JsonNode body) {
        /** A member of the answer as text. */
        public String text(String name) {
            return body.path(name).asString("");
        }
    }

    /** For one affiliation behind the connector's slug. */
    public Vtex(int port, Affiliation.Created shop, String connector) {
        this.url = "http://localhost:" + port;
        this.shop = shop;
        this.connector = connector;
    }

    /** A payment; {@code more} is JSON for the card, the proxy and so on. */
    public Reply create(String paymentId, String method, String more, String... headers) {
        return ppp("/payments", """
                {"paymentId":"%s","transactionId":"TX-%1$s","reference":"1001","orderId":"1001-01","merchantName":"shop",
                 "paymentMethod":"%s","value":31.90,"currency":"BRL","installments":1,"callbackUrl":"%s/%1$s",
                 "returnUrl":"http://localhost:1/orders","miniCart":{"buyer":{"id":"c1","firstName":"Maria",
                 "lastName":"da Silva","document":"11144477735","documentType":"CPF","email":"maria@example.com",
                 "phone":"+5521999999999"},"billingAddress":{"country":"BRA","street":"Rua das Flores","number":"1",
                 "complement":"","neighborhood":"Centro","postalCode":"20000-000","city":"Rio de Janeiro","state":"RJ"},
                 "items":[]}%s}""".formatted(paymentId, method, callbacks.url(), more), headers);
    }

    /** A card of that number, directly. */
    public static String card(String number) {
        return """
                ,"card":{"number":"%s","holder":"MARIA DA SILVA","csc":"123","expiration":{"month":"12","year":"2032"}}""".formatted(number);
    }

    /** A change of a payment. */
    public Reply change(String paymentId, String kind, String requestId, String value) {
        return ppp(
                "/payments/" + paymentId + "/" + kind,
                "{\"paymentId\":\"%s\",\"requestId\":\"%s\",\"value\":%s,\"transactionId\":\"TX-%1$s\"}"
                        .formatted(paymentId, requestId, value));
    }

    /** VTEX repeats a change until it is done: for a bounded time, each time waiting for an answer. */
    public void untilDone(String paymentId, String kind, String requestId, String value, Runnable between) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var reply = change(paymentId, kind, requestId, value);
        while (reply.status() != 200 && System.nanoTime() < end) {
            between.run();
            reply = change(paymentId, kind, requestId, value);
        }
        if (reply.status() != 200) {
            throw new AssertionError(kind + " of " + paymentId + " is not done: " + reply.body());
        }
    }

    /** A change whose money goes to one recipient. */
    public Reply split(String paymentId, String kind, String requestId, String value) {
        return ppp("/payments/" + paymentId + "/" + kind, """
                {"paymentId":"%s","requestId":"%s","value":%s,"transactionId":"TX-%1$s","recipients":[{"id":"s1",
                 "name":"Seller","documentType":"CNPJ","document":"05314972000174","role":"seller","amount":%3$s}]}""".formatted(paymentId, requestId, value));
    }

    /** What VTEX is told about a payment, however long that takes on a busy machine. */
    public JsonNode isTold(String paymentId) {
        try {
            return future(paymentId).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("VTEX was not told about " + paymentId, e);
        }
    }

    /** What an acquirer sends us. */
    public int webhook(String path, String authorization, String body) {
        return send("/hooks/" + shop.affiliation().id() + path, body, "Authorization", authorization)
                .status();
    }

    /** The shopper's browser goes there; redirects are not followed. */
    public int visit(String address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Where it listens. */
    public String url() {
        return url;
    }

    private Reply ppp(String path, String body, String... headers) {
        var all = new String[headers.length + 4];
        all[0] = "X-VTEX-API-AppKey";
        all[1] = shop.credential().appKey();
        all[2] = "X-VTEX-API-AppToken";
        all[3] = shop.credential().appToken();
        System.arraycopy(headers, 0, all, 4, headers.length);
        return send("/ppp/" + connector + path, body, all);
    }

    private Reply send(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            var text = response.body().startsWith("{") ? response.body() : "{}";
            return new Reply(response.statusCode(), JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private StubServer.Reply told(StubServer.Call call) {
        future(call.path().substring(1)).complete(JSON.readTree(call.body()));
        return StubServer.Reply.json(200, "{}");
    }

    private CompletableFuture<JsonNode> future(String paymentId) {
        return told.computeIfAbsent(paymentId, absent -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        callbacks.close();
    }
}
