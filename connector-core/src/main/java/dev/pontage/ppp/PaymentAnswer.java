package dev.pontage.ppp;

import dev.pontage.payment.Metadata;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.NextStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment in VTEX's words, as the create answer and the callback carry it. Every key that the protocol requires is
 * there, null where there is nothing; optional keys are there only with a value.
 */
public final class PaymentAnswer {
    private static final String PIX_APP = "vtex.pix-payment";
    private static final List<String> TERMINAL_CARD = List.of("cardBrand", "firstDigits", "lastDigits");
    private static final String CARD_TOKEN = "cardToken";
    private static final int LONGEST_METADATA = 200;

    private final Map<String, @Nullable Object> body = new LinkedHashMap<>();

    private PaymentAnswer() {}

    /**
     * The payment as it stands.
     *
     * @param invoicePage ours, for where the acquirer has none; or empty
     */
    static Map<String, @Nullable Object> of(
            Payment payment, String acquirer, String invoicePage, List<String> metadata, boolean oldNames) {
        var answer = new PaymentAnswer();
        var ids = payment.identifiers();
        answer.put("paymentId", payment.key());
        answer.put("status", payment.status().word());
        answer.put(
                "authorizationId",
                payment.status().word().equals("approved")
                        ? ids.authorizationId().orElse(null)
                        : null);
        answer.put("tid", ids.tid().orElse(null));
        answer.put("nsu", ids.nsu().orElse(null));
        answer.put("acquirer", acquirer.isEmpty() ? null : acquirer);
        answer.put("code", payment.code().orElse(null));
        answer.put("message", payment.message().orElse(null));
        answer.delays(payment.delays());
        payment.maximum().ifPresent(it -> answer.put("maxValue", it.decimal()));
        // Nobody acts on a payment that is decided, and nothing of it may keep the decision from being told.
        if (!payment.status().isDecided()) {
            payment.next().ifPresent(it -> answer.next(it, invoicePage, oldNames));
        }
        answer.references(ids.references(), metadata);
        return answer.body;
    }

    /** What a plugin may tell by references of these names: a terminal's card, and the connector's metadata. */
    private void references(Map<String, String> references, List<String> metadata) {
        for (var name : TERMINAL_CARD) {
            if (references.containsKey(name)) {
                put(name, references.get(name));
            }
        }
        if (references.containsKey(CARD_TOKEN)) {
            put("isNewTokenization", true);
            put(
                    "generatedCardToken",
                    Map.of(
                            "cardTokenType",
                            "TOKEN_VALUE",
                            "cardTokenValue",
                            String.valueOf(references.get(CARD_TOKEN))));
        }
        var told = metadata(references, metadata);
        if (!told.isEmpty()) {
            put("connectorMetadata", told);
        }
    }

    /** What a plugin says under names that the connector has declared. */
    static List<Map<String, String>> metadata(Map<String, String> references, List<String> names) {
        return names.stream()
                .filter(it -> references.containsKey(Metadata.PREFIX + it))
                .map(it -> Map.of("name", it, "value", cut(String.valueOf(references.get(Metadata.PREFIX + it)))))
                .toList();
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_METADATA ? value : value.substring(0, LONGEST_METADATA);
    }

    /** The body of a callback of the kind that notifies. */
    public static byte[] callback(Payment payment, String acquirer) {
        return Replies.bytes(of(payment, acquirer, "", List.of(), false));
    }

    /** What is answered to a create that did not reach the journal. */
    static Map<String, @Nullable Object> unjournalled(
            String key, PaymentStatus status, Delays delays, String code, String message) {
        var answer = new PaymentAnswer();
        answer.put("paymentId", key);
        answer.put("status", status.word());
        for (var name : new String[] {"authorizationId", "tid", "nsu", "acquirer"}) {
            answer.put(name, null);
        }
        answer.put("code", code);
        answer.put("message", message);
        answer.delays(delays);
        return answer.body;
    }

    private void delays(Delays delays) {
        put("delayToAutoSettle", delays.toAutoSettle());
        put("delayToAutoSettleAfterAntifraud", delays.toAutoSettleAfterAntifraud());
        put("delayToCancel", delays.toCancel());
    }

    private void next(NextStep next, String invoicePage, boolean oldNames) {
        switch (next) {
            case NextStep.Redirect(var uri) -> {
                put("paymentUrl", uri.toString());
                alias("redirectUrl", uri.toString(), oldNames);
            }
            case NextStep.ShowCode(var code) -> app(PIX_APP, Replies.text(pixPayload(code)));
            case NextStep.OpenApp(var name, var payload) -> app(name, payload);
            case NextStep.ShowInvoice invoice -> invoice(invoice, invoicePage, oldNames);
            case NextStep.Wait() -> {}
        }
    }

    private static Map<String, String> pixPayload(String code) {
        var payload = new LinkedHashMap<String, String>();
        payload.put("code", code);
        QrPicture.of(code).ifPresent(it -> payload.put("qrCodeBase64Image", it));
        return payload;
    }

    private void invoice(NextStep.ShowInvoice invoice, String invoicePage, boolean oldNames) {
        var page = invoice.document().map(Object::toString).orElse(invoicePage);
        if (!page.isEmpty()) {
            put("paymentUrl", page);
            alias("bankIssueInvoiceUrl", page, oldNames);
            alias("bankIssueInvoiceId", page, oldNames);
        }
        put("identificationNumber", invoice.number());
        put("identificationNumberFormatted", invoice.formatted());
        put("barCodeImageType", "i25");
        put("barCodeImageNumber", invoice.barCode());
    }

    private void app(String name, String payload) {
        var app = new LinkedHashMap<String, String>();
        app.put("appName", name);
        app.put("payload", payload);
        put("paymentAppData", app);
    }

    private void alias(String name, String value, boolean wanted) {
        if (wanted) {
            put(name, value);
        }
    }

    private void put(String name, @Nullable Object value) {
        body.put(name, value);
    }
}
