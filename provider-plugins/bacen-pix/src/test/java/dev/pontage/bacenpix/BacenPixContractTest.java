package dev.pontage.bacenpix;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.testkit.AcquirerContract;
import dev.pontage.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class BacenPixContractTest extends AcquirerContract {
    private static BankStub stub = new BankStub(new SettableClock()::instant);

    @BeforeAll
    static void openStub() {
        stub.close();
        stub = new BankStub(new SettableClock()::instant);
    }

    @AfterAll
    static void closeStub() {
        stub.close();
    }

    @Override
    protected AcquirerPlugin plugin() {
        return new BacenPixPlugin();
    }

    @Override
    protected Map<String, String> values() {
        return settings(stub);
    }

    /** What staff would fill in for a stub. */
    static Map<String, String> settings(BankStub stub) {
        return Map.of(
                "clientId",
                BankStub.CLIENT_ID,
                "clientSecret",
                BankStub.CLIENT_SECRET,
                "tokenUrl",
                stub.tokenUrl(),
                "apiBaseUrl",
                stub.api(),
                "pixKey",
                BankStub.PIX_KEY,
                "clientCertificate",
                StubCertificate.PEM);
    }

    @Override
    protected Set<String> hosts() {
        return Set.of("127.0.0.1");
    }

    @Override
    protected boolean shopperPays(PaymentId payment) {
        return stub.pays(BacenPixMessages.txid(payment));
    }

    @Override
    protected Optional<WebhookRequest> webhook(PaymentId payment) {
        return Optional.of(request(stub.notice(BacenPixMessages.txid(payment))));
    }

    /** As the host hands it over: banks put "/pix" after the address. */
    static WebhookRequest request(String body) {
        return new WebhookRequest("/pix", "", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
