package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.homologation.Answer;
import dev.pontage.homologation.Gateway;
import dev.pontage.homologation.Order;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives, nothing breaks: random damage to real requests, with a seed that is printed. */
@Timeout(600)
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("pontage.fuzz.rounds", 400);
    private static final List<Object> ODDITIES = List.of(
            "",
            " ",
            "null",
            -1,
            0,
            1e300,
            1e-300,
            "1e999999999",
            "29,90",
            true,
            List.of(),
            Map.of(),
            List.of(List.of(1)),
            "\u0000",
            "\ud83d\ude00",
            "x".repeat(5_000),
            "9".repeat(200),
            "../../etc",
            "' or 1=1 --",
            "#vtex#token#");
    private static final List<String> PATHS = List.of(
            "/payments",
            "/payments/%s/cancellations",
            "/payments/%s/settlements",
            "/payments/%s/refunds",
            "/payments/%s/inbound/hook",
            "/payments/%s/inbound-request/hook",
            "/authorization/token");

    private final long seed = Long.getLong("pontage.fuzz.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void nothing_that_arrives_makes_a_technical_error_but_those_of_the_protocol() {
        System.getLogger("fuzz").log(System.Logger.Level.INFO, "seed {0}", Long.toString(seed));
        var shop = Platform.shared().shop(Map.of());
        var gateway = new Gateway(shop.target(), line -> {});
        for (var round = 0; round < ROUNDS; round++) {
            var payment = Gateway.newId();
            var path = PATHS.get(random.nextInt(PATHS.size())).formatted(payment);
            var body = body(payment);
            var answer = gateway.post(path, body);
            assertThat(isExpected(path, answer))
                    .as(
                            "seed %s, round %s: %s answers %s to %s",
                            seed, round, path, answer, new String(body, StandardCharsets.UTF_8))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/payments/a%2Fb/settlements",
                "/payments/a%5Cb/refunds",
                "/payments/%252e/cancellations",
                "/payments/..%2f..%2fadmin/settlements",
                "/payments/a%3Bb/settlements",
                "/payments/a%00b/settlements",
                "/payments/%2e%2e/inbound/hook",
                "//payments"
            })
    void an_odd_address_is_refused_in_the_protocols_shape_and_not_shown(String path) {
        var answer = new Gateway(Platform.shared().shop(Map.of()).target(), line -> {})
                .post(path, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as("%s", answer).isBetween(400, 404);
        assertThat(answer.json().path("status").asString()).isEqualTo("error");
        assertThat(answer.body()).doesNotContain("payments").doesNotContain("html");
    }

    private byte[] body(String payment) {
        var order = Order.of(payment, random.nextBoolean() ? "Visa" : "Pix", "http://localhost:1/callback")
                .with("requestId", "R" + payment)
                .with("requestData", Map.of("body", "{}"))
                .with("applicationId", "vtex");
        var names = List.of(
                "paymentId",
                "paymentMethod",
                "value",
                "currency",
                "card",
                "miniCart",
                "recipients",
                "installments",
                "merchantSettings",
                "callbackUrl",
                "secureProxyUrl",
                "sandboxMode",
                "metadata",
                "requestId",
                "returnUrl",
                "requestData",
                "cardTokenData",
                "connectorMetadata",
                "orderId",
                "shopperInteraction");
        for (var changes = random.nextInt(3); changes >= 0; changes--) {
            order = order.with(names.get(random.nextInt(names.size())), ODDITIES.get(random.nextInt(ODDITIES.size())));
        }
        var bytes = order.json().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** A failed change is 500 with a null id, and an unsupported one is 501; nothing else may be. */
    private static boolean isExpected(String path, Answer answer) {
        if (answer.status() < 500) {
            return answer.json().isObject();
        }
        var id = path.endsWith("cancellations")
                ? "cancellationId"
                : path.endsWith("settlements") ? "settleId" : "refundId";
        var isChange = path.endsWith("cancellations") || path.endsWith("settlements") || path.endsWith("refunds");
        return isChange && answer.isNull(id) && (answer.status() == 500 || answer.status() == 501);
    }
}
