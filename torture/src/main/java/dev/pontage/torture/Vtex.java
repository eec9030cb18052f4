package dev.pontage.torture;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** VTEX's side of the protocol; each request goes to any of the nodes. */
final class Vtex {
    private final List<Node> nodes;
    private final String callback;

    Vtex(List<Node> nodes, String callback) {
        this.nodes = nodes;
        this.callback = callback;
    }

    Optional<Http.Reply> create(RandomGenerator random, Shop shop, String id, long cents) {
        var body = Map.ofEntries(
                Map.entry("paymentId", id),
                Map.entry("transactionId", "TX-" + id),
                Map.entry("reference", "1001"),
                Map.entry("orderId", "1001-01"),
                Map.entry("merchantName", "torture"),
                Map.entry("paymentMethod", "Visa"),
                Map.entry("value", decimal(cents)),
                Map.entry("currency", "BRL"),
                Map.entry("installments", 1),
                Map.entry("callbackUrl", callback + "/vtex"),
                Map.entry("returnUrl", callback + "/return"),
                Map.entry(
                        "card",
                        Map.of(
                                "number", "4444333322221111",
                                "holder", "Jo Doe",
                                "csc", "123",
                                "expiration", Map.of("month", "12", "year", "2032"))),
                Map.entry("miniCart", Map.of("buyer", Map.of(), "items", List.of())));
        return post(random, shop, "/payments", body);
    }

    Optional<Http.Reply> change(RandomGenerator random, Shop shop, Change it) {
        var body = it.verb().equals("cancellations")
                ? Map.of("paymentId", it.payment(), "requestId", it.requestId())
                : Map.of("paymentId", it.payment(), "requestId", it.requestId(), "value", decimal(it.cents()));
        return post(random, shop, "/payments/" + it.payment() + "/" + it.verb(), body);
    }

    /** A cancellation, settlement or refund. */
    record Change(String payment, String verb, String requestId, long cents) {}

    private Optional<Http.Reply> post(RandomGenerator random, Shop shop, String path, Map<String, ?> body) {
        var node = nodes.get(random.nextInt(nodes.size()));
        return Http.send(Http.request(node.at("/ppp/" + shop.connector() + path))
                .header("X-VTEX-API-AppKey", shop.appKey())
                .header("X-VTEX-API-AppToken", shop.appToken())
                .POST(BodyPublishers.ofString(Http.JSON.writeValueAsString(body)))
                .build());
    }

    private static BigDecimal decimal(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
