package dev.pontage.adyen;

import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The webhooks of the stub, in the order in which things happened; who reads them decides which comes when. */
final class AdyenNotices {
    static final String HMAC_KEY = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
    static final String USERNAME = "pontage";
    static final String PASSWORD = "stub-webhook-password";

    /** One webhook, and what it is about. */
    record Notice(String reference, String eventCode, boolean success, String body) {}

    private final List<Notice> notices = new ArrayList<>();

    synchronized void add(AdyenStub.Sale sale, String eventCode, String psp, boolean success, String reason) {
        notices.add(notice(sale.reference, sale.psp, sale.value, sale.currency, eventCode, psp, success, reason));
    }

    /** All about one payment so far. */
    synchronized List<Notice> about(String reference) {
        return notices.stream().filter(it -> it.reference().equals(reference)).toList();
    }

    static Notice notice(
            String reference,
            String original,
            long value,
            String currency,
            String eventCode,
            String psp,
            boolean success,
            String reason) {
        var item = Json.object()
                .put("pspReference", psp)
                .put("originalReference", psp.equals(original) ? "" : original)
                .put("merchantAccountCode", AdyenStub.MERCHANT)
                .put("merchantReference", reference)
                .put("amount", Json.object().put("value", value).put("currency", currency))
                .put("eventCode", eventCode)
                .put("eventDate", "2026-11-21T12:00:00+01:00")
                .put("success", Boolean.toString(success))
                .put("reason", reason);
        item.put("additionalData", Json.object().put("hmacSignature", AdyenWebhooks.signature(item, HMAC_KEY)));
        var body = Json.object()
                .put("live", "false")
                .put("notificationItems", List.of(Json.object().put("NotificationRequestItem", item)));
        return new Notice(reference, eventCode, success, body.toString());
    }

    static String authorization() {
        return "Basic "
                + Base64.getEncoder().encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    /** As the host hands it over. */
    static WebhookRequest request(Notice notice) {
        return new WebhookRequest(
                "",
                "",
                Map.of("authorization", List.of(authorization()), "content-type", List.of("application/json")),
                notice.body().getBytes(StandardCharsets.UTF_8));
    }
}
