package dev.pontage.adyen;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.testkit.AcquirerContract;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class AdyenContractTest extends AcquirerContract {
    private static AdyenStub stub = new AdyenStub();

    @BeforeAll
    static void openStub() {
        stub.close();
        stub = new AdyenStub();
    }

    @AfterAll
    static void closeStub() {
        stub.close();
    }

    @Override
    protected AcquirerPlugin plugin() {
        return new AdyenPlugin();
    }

    @Override
    protected Map<String, String> values() {
        return settings(stub);
    }

    /** What staff would fill in for a stub. */
    static Map<String, String> settings(AdyenStub stub) {
        return Map.of(
                "apiKey", AdyenStub.API_KEY,
                "merchantAccount", AdyenStub.MERCHANT,
                "webhookHmacKey", AdyenNotices.HMAC_KEY,
                "webhookUsername", AdyenNotices.USERNAME,
                "webhookPassword", AdyenNotices.PASSWORD,
                "apiBaseUrl", stub.url());
    }

    @Override
    protected Set<String> hosts() {
        return Set.of("127.0.0.1");
    }

    @Override
    protected String approvedCard() {
        return AdyenStub.APPROVED;
    }

    @Override
    protected Optional<String> deniedCard() {
        return Optional.of("4000000000000002");
    }

    @Override
    protected Map<String, Decline.Kind> declinedCards() {
        return Map.of(
                "4000000000000012", Decline.Kind.SOFT,
                "4000000000000006", Decline.Kind.HARD,
                "4000000000000020", Decline.Kind.FRAUD,
                "4000000000000007", Decline.Kind.CONFIGURATION);
    }

    @Override
    protected boolean shopperPays(PaymentId payment) {
        return stub.pays(payment.value());
    }

    @Override
    protected Optional<WebhookRequest> webhook(PaymentId payment) {
        var psp = "STUBW" + Integer.toHexString(payment.value().hashCode());
        return Optional.of(AdyenNotices.request(
                AdyenNotices.notice(payment.value(), psp, 3190, "BRL", "AUTHORISATION", psp, true, "")));
    }
}
