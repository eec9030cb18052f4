package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.homologation.Callbacks;
import dev.pontage.homologation.Gateway;
import dev.pontage.homologation.Order;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The slip that we show where the acquirer has no page of its own. */
@Timeout(600)
class InvoicePageTest {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final long SOON = 60_000;

    private final Platform.Shop shop = Platform.shared().shop(Map.of("webhookSecret", "s3cret"));
    private final String payment = Gateway.newId();

    @Test
    void a_slip_is_shown_with_its_numbers_until_it_is_paid() throws Exception {
        try (var callbacks = Callbacks.listen(0, Optional.empty())) {
            var order =
                    Order.of(payment, "BankInvoice", callbacks.address(payment)).worth(9_999.16);
            var answer = new Gateway(shop.target(), line -> {}).create(order);
            var page = answer.text("paymentUrl");
            var number = answer.text("identificationNumberFormatted");

            assertThat(shown(page, "pt-BR").body()).contains("Linha digitável", number, "9.999,16", "R$", "<svg");
            assertThat(shown(page, "es").body()).contains("Boleta de pago", "Pague hasta", number);
            assertThat(shown(page, "fr").body()).contains("Payment slip", number);
            assertThat(shown(page, "en").headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(it -> assertThat(it).contains("default-src 'none'", "style-src 'sha256-"));

            paid();
            assertThat(callbacks.next(payment, SOON)).isPresent();
            assertThat(shown(page, "pt-BR").body())
                    .contains("já foi pago")
                    .doesNotContain(number)
                    .doesNotContain("<svg");
        }
    }

    private static HttpResponse<String> shown(String page, String language) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(page)).header("Accept-Language", language);
        var response = BROWSER.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private void paid() throws Exception {
        var body = "[{\"id\":\"A" + payment + "\",\"payment\":\"" + payment + "\",\"type\":\"approved\"}]";
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var seal = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        var hooks = Platform.shared().at("/hooks/" + shop.affiliation().id());
        var request = HttpRequest.newBuilder(URI.create(hooks.toString())).header("X-Sandbox-Signature", seal);
        assertThat(BROWSER.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
