package dev.pontage.testkit;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/** The contract, on a plugin without faults: whatever fails here is a fault of the contract. */
class TinyContractTest extends AcquirerContract {
    private static final TinyStub STUB = new TinyStub();

    @AfterAll
    static void stop() {
        STUB.close();
    }

    @Override
    protected AcquirerPlugin plugin() {
        return new TinyPlugin(Set.of());
    }

    @Override
    protected Map<String, String> values() {
        return values(STUB);
    }

    @Override
    protected Set<String> hosts() {
        return Set.of("127.0.0.1");
    }

    @Override
    protected Optional<String> deniedCard() {
        return Optional.of("4444333322221112");
    }

    @Override
    protected Map<String, Decline.Kind> declinedCards() {
        return Map.of("5555666677778884", Decline.Kind.SOFT);
    }

    @Override
    protected boolean shopperPays(PaymentId payment) {
        return STUB.pay(payment.value());
    }

    @Override
    protected Optional<WebhookRequest> webhook(PaymentId payment) {
        return Optional.of(signed(payment));
    }

    static Map<String, String> values(TinyStub stub) {
        return Map.of("key", "a-secret-of-the-stub", "apiBaseUrl", stub.url());
    }

    static WebhookRequest signed(PaymentId payment) {
        var body = "paid=" + payment;
        return new WebhookRequest(
                "",
                "",
                Map.of("x-signature", List.of(TinyApi.signature("a-secret-of-the-stub", body))),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
