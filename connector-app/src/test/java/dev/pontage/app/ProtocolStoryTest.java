package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Connectors;
import dev.pontage.homologation.Answer;
import dev.pontage.homologation.Callbacks;
import dev.pontage.homologation.Gateway;
import dev.pontage.homologation.Order;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a gateway, an acquirer and a shopper do together, against the whole application. */
@Timeout(600)
class ProtocolStoryTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final long SOON = 60_000;
    private static final String CARD = "4444333322221111";

    private static Platform platform;
    private static Platform.Shop shop;
    private static Gateway gateway;
    private static Callbacks callbacks;
    private final String payment = Gateway.newId();

    @BeforeAll
    static void open() {
        platform = Platform.shared();
        shop = platform.shop(Map.of("webhookSecret", "s3cret"));
        gateway = new Gateway(shop.target(), line -> {});
        callbacks = Callbacks.listen(0, Optional.empty());
    }

    @AfterAll
    static void close() {
        callbacks.close();
    }

    private Order order(String method) {
        return Order.of(payment, method, callbacks.address(payment));
    }

    private Order card() {
        return order("Visa").card(CARD);
    }

    private static HttpResponse<String> browse(String address, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    private static HttpResponse<String> post(String address, String type, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Content-Type", type);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(body)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return BROWSER.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode told() {
        var callback = callbacks.next(payment, SOON).orElseThrow(() -> new AssertionError("no callback came"));
        return JSON.readTree(callback.body());
    }

    private static JsonNode payload(Answer answer) {
        return JSON.readTree(
                answer.json().path("paymentAppData").path("payload").asString());
    }

    private static String app(Answer answer) {
        return answer.json().path("paymentAppData").path("appName").asString("");
    }

    @Test
    void a_shopper_comes_back_from_a_page_after_vtex_was_told() {
        var answer = gateway.create(order("PayPal"));
        assertThat(answer.text("status")).isEqualTo("undefined");

        var back = browse(answer.text("paymentUrl"));
        assertThat(callbacks.next(payment, 0))
                .as("told before the browser goes on")
                .isPresent();
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.headers().firstValue("Location")).contains("https://mystore.example/checkout/order/v618272abc");
        assertThat(gateway.create(order("PayPal")).text("status")).isEqualTo("approved");
        assertThat(browse(answer.text("paymentUrl")).statusCode()).isEqualTo(302);
    }

    @Test
    void a_shopper_who_cancels_at_the_acquirer_is_denied() {
        var answer = gateway.create(order("PayPal"));
        assertThat(browse(answer.text("paymentUrl") + "?cancelled=true").statusCode())
                .isEqualTo(302);
        assertThat(told().path("status").asString()).isEqualTo("denied");
    }

    @Test
    void without_a_return_address_the_shopper_goes_to_the_accounts_checkout() {
        var answer = gateway.create(order("PayPal").without("returnUrl"));
        assertThat(browse(answer.text("paymentUrl"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .isEqualTo("https://" + shop.affiliation().tenant() + ".myvtex.com/checkout/");
    }

    @Test
    void an_address_that_we_did_not_make_shows_a_page_in_the_shoppers_language() {
        var answer = gateway.create(order("PayPal"));
        var forged = browse(answer.text("paymentUrl") + "x", "Accept-Language", "pt-BR");
        assertThat(forged.statusCode()).isEqualTo(404);
        assertThat(forged.body()).contains("Este pagamento não foi encontrado");
        assertThat(browse(platform.at("/shopper/nonsense").toString(), "Accept-Language", "es")
                        .body())
                .contains("No encontramos este pago");
    }

    @Test
    void a_terminal_is_chosen_charged_once_and_told_with_its_card() {
        var first = gateway.create(order("Venda Direta Credito"));
        assertThat(app(first)).isEqualTo("vtex.terminal-connector-app");
        var submit = payload(first).path("submitUrl").asString();
        assertThat(post(submit, "application/json", "{\"serialNumber\":\"12345\"}")
                        .statusCode())
                .isEqualTo(200);
        var second = gateway.create(order("Venda Direta Credito"));
        assertThat(app(second)).isEqualTo("vtex.challenge-wait-for-confirmation");
        assertThat(payload(second).path("secondsWaiting").asInt()).isEqualTo(600);
        assertThat(second.json().path("delayToCancel").asInt()).isGreaterThanOrEqualTo(600);
        var told = told();
        assertThat(told.path("status").asString()).isEqualTo("approved");
        assertThat(told.path("cardBrand").asString()).isEqualTo("Visa");
        assertThat(told.path("firstDigits").asString()).isEqualTo("444433");
        assertThat(told.path("lastDigits").asString()).isEqualTo("1111");
    }

    @Test
    void a_bank_asks_the_holder_in_a_payment_app() {
        var answer = gateway.create(card().worth(9_999.17));
        assertThat(answer.text("status")).isEqualTo("undefined");
        assertThat(app(answer)).isEqualTo("sandbox.challenge-app");
        assertThat(answer.body()).doesNotContain("X-VTEX-signature");
        browse(payload(answer).path("approvePaymentUrl").asString());
        assertThat(told().path("status").asString()).isEqualTo("approved");
    }

    @Test
    void pse_needs_a_bank_and_lists_them() {
        assertThat(gateway.create(order("PSE")).text("code")).isEqualTo("PSE_CUSTOM_APP_NOT_FOUND");
        var list =
                browse(platform.at("/shopper/banks/" + shop.affiliation().id()).toString());
        assertThat(JSON.readTree(list.body()).path("banks").get(0).path("code").asString())
                .isEqualTo("1007");
        var other = Gateway.newId();
        var chosen = Order.of(other, "PSE", callbacks.address(other)).with("metadata", Map.of("bankCode", "1007"));
        assertThat(gateway.create(chosen).text("paymentUrl")).startsWith("http");
    }

    @Test
    void a_split_that_does_not_add_up_is_refused_with_the_difference() {
        var seller = Map.of("id", "s", "name", "Seller", "document", "1", "role", "seller", "amount", 31.89);
        var denied = gateway.create(card().with("recipients", List.of(seller)));
        assertThat(denied.text("status")).isEqualTo("denied");
        assertThat(denied.text("message")).contains("0.01 less");
        var other = Gateway.newId();
        var fits = Order.of(other, "Visa", callbacks.address(other))
                .card(CARD)
                .with(
                        "recipients",
                        List.of(
                                Map.of("id", "s", "role", "seller", "amount", 21.90, "comissionAmount", 1),
                                Map.of("id", "m", "role", "marketplace", "amount", 10, "commissionAmount", 0)));
        assertThat(gateway.create(fits).text("status")).isEqualTo("approved");
        var settled = gateway.change(
                other,
                "settlements",
                Map.of(
                        "paymentId",
                        other,
                        "requestId",
                        "S1",
                        "value",
                        31.90,
                        "transactionId",
                        "T",
                        "recipients",
                        List.of(Map.of("id", "s", "role", "seller", "amount", 30.90))));
        assertThat(settled.status()).isEqualTo(500);
        assertThat(settled.text("message")).contains("1.00 less");
    }

    @Test
    void more_than_the_amount_can_be_settled_where_the_acquirer_allows_it() {
        var answer = gateway.create(card().worth(9_999.51));
        assertThat(answer.json().path("maxValue").asDouble()).isEqualTo(10_009.51);
        assertThat(gateway.settle(payment, "S1", 10_009.52).status()).isEqualTo(500);
        assertThat(gateway.settle(payment, "S2", 10_009.51).status()).isEqualTo(200);
    }

    @Test
    void a_wallets_card_comes_with_a_cryptogram_and_without_a_code() {
        var wallet = Map.of(
                "number", CARD,
                "cryptogram", "AgAAAAAABk4DWZ4C28yUQAAAAAA=",
                "eci", "05",
                "paymentOrigin", "Google Pay",
                "expiration", Map.of("month", "12", "year", "2032"));
        assertThat(gateway.create(order("Visa").with("card", wallet)).text("status"))
                .isEqualTo("approved");
    }

    @Test
    void a_card_can_be_checked_only_and_let_go() {
        var answer =
                gateway.create(card().worth(1.50).with("verificationOnly", true).with("orderId", "AV123"));
        assertThat(answer.text("status")).isEqualTo("approved");
        assertThat(gateway.cancel(payment, "C1").status()).isEqualTo(200);
    }

    @Test
    void a_subscription_has_no_code_and_a_store_card_has_one_of_its_own() {
        var subscription =
                Map.of("number", CARD, "holder", "Ana Souza", "expiration", Map.of("month", "12", "year", "2032"));
        var answer =
                gateway.create(order("Visa").with("card", subscription).with("shopperInteraction", "subscription"));
        assertThat(answer.text("status")).isEqualTo("approved");
        var other = Gateway.newId();
        var store = Order.of(other, "Cobranded", callbacks.address(other))
                .card(CARD)
                .with("paymentMethodCustomCode", "901");
        assertThat(gateway.create(store).text("status")).isEqualTo("approved");
    }

    @Test
    void promissories_are_approved_at_once() {
        assertThat(gateway.create(order("Promissories")).text("status")).isEqualTo("approved");
    }

    @Test
    void what_the_merchant_fills_in_in_vtex_wins() {
        var answer = gateway.create(
                order("Pix").with("merchantSettings", List.of(Map.of("name", "pixPaidAfterSeconds", "value", "1"))));
        assertThat(answer.text("status")).isEqualTo("undefined");
        assertThat(told().path("status").asString()).isEqualTo("approved");
    }

    @Test
    void webhooks_that_come_twice_and_in_the_wrong_order_change_nothing_twice() throws Exception {
        gateway.create(order("BankInvoice").worth(9_999.16));
        var approved = "[{\"id\":\"A" + payment + "\",\"payment\":\"" + payment + "\",\"type\":\"approved\"}]";
        var hint = "[{\"id\":\"H" + payment + "\",\"payment\":\"" + payment + "\",\"type\":\"something\"}]";
        for (var body : List.of(approved, hint, approved)) {
            var answer = post(hooks(), "application/json", body, "X-Sandbox-Signature", signature(body));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(told().path("status").asString()).isEqualTo("approved");
        assertThat(callbacks.next(payment, 2_000)).isEmpty();
    }

    @Test
    void a_forged_webhook_changes_nothing() {
        gateway.create(order("BankInvoice").worth(9_999.16));
        var body = "[{\"id\":\"F" + payment + "\",\"payment\":\"" + payment + "\",\"type\":\"approved\"}]";
        assertThat(post(hooks(), "application/json", body, "X-Sandbox-Signature", "00")
                        .statusCode())
                .isEqualTo(200);
        assertThat(callbacks.next(payment, 2_000)).isEmpty();
        assertThat(gateway.create(order("BankInvoice").worth(9_999.16)).text("status"))
                .isEqualTo("undefined");
    }

    private static String hooks() {
        return platform.at("/hooks/" + shop.affiliation().id()).toString();
    }

    private static String signature(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_manifest_says_what_merchants_fill_in_and_what_plugins_may_tell() {
        platform.bean(Connectors.class).changeMetadataFields(shop.connector(), List.of("reason"));
        platform.time().advance(Duration.ofSeconds(4));
        var other = platform.shop(Map.of("usesAutoSettleOptions", true, "cardTokens", true), Map.of());
        var manifest = new Gateway(other.target(), line -> {}).get("/manifest").json();
        assertThat(manifest.path("customFields").toString())
                .contains("{\"name\":\"pixPaidAfterSeconds\",\"type\":\"text\"}");
        assertThat(manifest.path("autoSettleDelay").path("maximum").asString()).isEqualTo("168");
        assertThat(manifest.path("version").asString()).isEqualTo("2.0.0");
        assertThat(platform.bean(Connectors.class)
                        .find(shop.connector())
                        .orElseThrow()
                        .metadataFields())
                .containsExactly("reason");
    }

    @Test
    void a_card_is_remembered_and_pays_again_by_its_token() {
        var beta = platform.shop(Map.of("cardTokens", true), Map.of());
        var vtex = new Gateway(beta.target(), line -> {});
        var first = vtex.create(card().with("saveCreditCard", true));
        assertThat(first.json().path("isNewTokenization").asBoolean()).isTrue();
        var token =
                first.json().path("generatedCardToken").path("cardTokenValue").asString();
        assertThat(token).startsWith("SBX-");
        var other = Gateway.newId();
        var again = Order.of(other, "Visa", callbacks.address(other))
                .with("useCardToken", true)
                .with("cardTokenData", Map.of("cardTokenType", "TOKEN_VALUE", "cardTokenValue", token));
        assertThat(vtex.create(again).text("status")).isEqualTo("approved");
        assertThat(gateway.create(
                                Order.of(Gateway.newId(), "Visa", "").card(CARD).with("saveCreditCard", true))
                        .body())
                .doesNotContain("generatedCardToken");
    }

    @Test
    void a_plugin_tells_under_the_names_that_the_connector_declares() {
        var other = platform.shop(Map.of());
        platform.bean(Connectors.class).changeMetadataFields(other.connector(), List.of("sandbox"));
        platform.time().advance(Duration.ofSeconds(1));
        var vtex = new Gateway(other.target(), line -> {});
        var created = vtex.create(card());
        var told = created.json().path("connectorMetadata").get(0);
        assertThat(told.path("name").asString()).isEqualTo("sandbox");
        assertThat(vtex.settle(payment, "S1", 31.90)
                        .json()
                        .path("connectorMetadata")
                        .get(0))
                .isEqualTo(told);
        assertThat(gateway.create(card()).json().has("connectorMetadata")).isFalse();
    }

    @Test
    void seven_days_pass_and_a_slip_that_nobody_paid_is_over() {
        var answer = gateway.create(order("BankInvoice").worth(9_999.16));
        assertThat(answer.text("status")).isEqualTo("undefined");
        var window = Duration.ofSeconds(answer.json().path("delayToCancel").asInt());
        for (var passed = Duration.ZERO; passed.compareTo(window) < 0; passed = passed.plusHours(24)) {
            platform.time().advance(Duration.ofHours(24));
            gateway.create(order("BankInvoice").worth(9_999.16));
        }
        assertThat(told().path("status").asString()).isEqualTo("denied");
        platform.time().advance(Duration.ofDays(7));
        assertThat(gateway.create(order("BankInvoice").worth(9_999.16)).text("status"))
                .isEqualTo("denied");
        assertThat(gateway.cancel(payment, "C1").text("cancellationId")).isNotEmpty();
    }
}
