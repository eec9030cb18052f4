package dev.pontage.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdyenWebhooksTest {
    private final AdyenBench bench = new AdyenBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void the_signature_is_the_one_of_the_vendors_worked_example() {
        var item = Json.object()
                .put("pspReference", "7914073381342284")
                .put("merchantAccountCode", "TestMerchant")
                .put("merchantReference", "TestPayment-1407325143704")
                .put("amount", Json.object().put("value", 1130).put("currency", "EUR"))
                .put("eventCode", "AUTHORISATION")
                .put("success", "true");

        assertThat(AdyenWebhooks.signature(item, AdyenNotices.HMAC_KEY))
                .isEqualTo("coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=");
    }

    @Test
    void an_authorization_is_told_with_its_names() {
        assertThat(told("AUTHORISATION", true, "")).isInstanceOfSatisfying(WebhookEvent.Authorized.class, it -> {
            var approved = (Authorization.Approved) it.outcome();
            assertThat(approved.identifiers().tid()).contains("PSP2");
        });
    }

    @Test
    void a_refusal_is_told_by_the_kind_of_its_reason() {
        assertThat(told("AUTHORISATION", false, "Expired Card"))
                .isInstanceOfSatisfying(WebhookEvent.Authorized.class, it -> {
                    var decline = ((Authorization.Denied) it.outcome()).decline();
                    assertThat(decline.code()).isEqualTo("6");
                    assertThat(decline.kind()).isEqualTo(Decline.Kind.HARD);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPTURE", "REFUND", "CANCEL_OR_REFUND"})
    void a_change_is_closed_under_adyens_name_for_it(String code) {
        assertThat(told(code, true, "")).isEqualTo(new WebhookEvent.Changed("PSP2", Change.Done.of("PSP2")));
        assertThat(told(code, false, "no"))
                .isInstanceOfSatisfying(
                        WebhookEvent.Changed.class,
                        it -> assertThat(it.outcome()).isInstanceOf(Change.Refused.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPTURE_FAILED", "REFUND_FAILED", "REFUNDED_REVERSED"})
    void what_failed_after_all_is_told_as_such(String code) {
        assertThat(told(code, true, "why")).isEqualTo(new WebhookEvent.Reversed("PSP2", code + ": why"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLATION", "TECHNICAL_CANCEL", "EXPIRE"})
    void what_is_gone_is_gone(String code) {
        assertThat(told(code, true, "")).isInstanceOf(WebhookEvent.Gone.class);
    }

    @Test
    void an_offer_that_ran_out_is_a_no() {
        assertThat(told("OFFER_CLOSED", true, ""))
                .isInstanceOfSatisfying(
                        WebhookEvent.Authorized.class,
                        it -> assertThat(it.outcome()).isInstanceOf(Authorization.Denied.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHARGEBACK", "NOTIFICATION_OF_FRAUD", "REPORT_AVAILABLE"})
    void the_rest_is_a_note(String code) {
        assertThat(told(code, true, "x")).isEqualTo(new WebhookEvent.Note(code + ": x"));
    }

    @Test
    void events_are_told_apart_by_name_code_and_success() {
        assertThat(List.of(
                        event("CAPTURE", true).key(),
                        event("CAPTURE", false).key(),
                        event("REFUND", true).key()))
                .doesNotHaveDuplicates();
        assertThat(event("CAPTURE", true).key())
                .isEqualTo(event("CAPTURE", true).key());
    }

    @Test
    void a_believed_webhook_is_answered_as_adyen_wants() {
        var verdict = receive(notice("CAPTURE", true, ""));

        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.answer()).isEqualTo("[accepted]");
    }

    @Test
    void a_wrong_password_or_none_is_not_believed() {
        var body = notice("CAPTURE", true, "").body().getBytes(StandardCharsets.UTF_8);

        for (var headers : List.<Map<String, List<String>>>of(
                Map.of(), Map.of("authorization", List.of("Basic cG9udGFnZTp3cm9uZw==")))) {
            assertThat(bench.acquirer
                            .receive(new WebhookRequest("", "", headers, body))
                            .verified())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"value\":3190", "\"success\":\"true\"", "CAPTURE", AdyenBench.ID})
    void a_webhook_with_another_content_is_not_believed(String part) {
        var whole = notice("CAPTURE", true, "").body();
        var forged = whole.replace(
                part, part.replace("3190", "9190").replace("true", "false").replace("C", "D"));
        var notice = new AdyenNotices.Notice("", "", true, forged);

        assertThat(forged).isNotEqualTo(whole);
        assertThat(receive(notice).verified()).isFalse();
    }

    @Test
    void one_forged_item_spoils_the_whole_request() {
        var good = Json.read(notice("CAPTURE", true, "").body())
                .at("notificationItems")
                .items()
                .getFirst();
        var bad = Json.read(notice("REFUND", true, "").body().replace("3190", "9190"))
                .at("notificationItems")
                .items()
                .getFirst();
        var body = Json.object().put("notificationItems", List.of(good, bad)).toString();

        assertThat(receive(new AdyenNotices.Notice("", "", true, body)).verified())
                .isFalse();
    }

    private WebhookEvent.News told(String code, boolean success, String reason) {
        var events = receive(notice(code, success, reason)).events();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().subject().reference()).isEqualTo(AdyenBench.ID);
        return events.getFirst().news();
    }

    private WebhookEvent event(String code, boolean success) {
        return receive(notice(code, success, "")).events().getFirst();
    }

    private WebhookEvent.Verdict receive(AdyenNotices.Notice notice) {
        return bench.acquirer.receive(AdyenNotices.request(notice));
    }

    private static AdyenNotices.Notice notice(String code, boolean success, String reason) {
        return AdyenNotices.notice(AdyenBench.ID, "PSP1", 3190, "BRL", code, "PSP2", success, reason);
    }
}
