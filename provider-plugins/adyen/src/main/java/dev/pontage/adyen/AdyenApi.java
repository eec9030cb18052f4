package dev.pontage.adyen;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** How Adyen is spoken to: addresses, headers, and what an HTTP status says of money that may have moved. */
final class AdyenApi {
    /** What Adyen's descriptions call {@code ServiceError.errorCode} for a key that is in use right now. [unchecked] */
    private static final String STILL_RUNNING = "704";

    private static final Duration ASKED_TO_WAIT = Duration.ofSeconds(30);

    private final Optional<String> base;
    private final Secret key;
    private final String merchantAccount;
    private final Transport transport;

    AdyenApi(Settings settings, AcquirerContext context) {
        this.base = AdyenSettings.base(settings, context.test());
        this.key = settings.secret(AdyenSettings.API_KEY).orElseThrow();
        this.merchantAccount = settings.get(AdyenSettings.MERCHANT_ACCOUNT);
        this.transport = context.transport();
    }

    /** An answer that certainly comes from Adyen: done, or refused with a code. */
    record Reply(boolean ok, Json body) {
        String code() {
            return body.at("errorCode").text();
        }
    }

    Reply payments(Json body, String idempotencyKey) {
        return send("/payments", body, idempotencyKey);
    }

    Reply details(Json details, String idempotencyKey) {
        return send("/payments/details", Json.object().put("details", details), idempotencyKey);
    }

    /** A capture, cancel, refund or reversal of a payment that Adyen has named. */
    Reply modify(String pspReference, String verb, Json body, String idempotencyKey) {
        return send(
                "/payments/" + URLEncoder.encode(pspReference, StandardCharsets.UTF_8) + "/" + verb,
                body,
                idempotencyKey);
    }

    /** The way out of a lost authorization: Adyen finds it by our own reference. */
    Reply cancelByReference(PaymentId payment, Json body, String idempotencyKey) {
        return send("/cancels", body.put("paymentReference", AdyenTexts.reference(payment)), idempotencyKey);
    }

    Reply paymentMethods() {
        return read(transport.send(request("/paymentMethods", account())));
    }

    /** What every body but that of details begins with. */
    Json account() {
        return Json.object().put("merchantAccount", merchantAccount);
    }

    private Reply send(String path, Json body, String idempotencyKey) {
        return read(transport.send(request(path, body).with("Idempotency-Key", idempotencyKey)));
    }

    private Request request(String path, Json body) {
        var address = base.orElseThrow(
                () -> AcquirerException.notApplied("not sent: apiBaseUrl is needed in the live environment"));
        return Request.json("POST", URI.create(address + path), body.toString()).with("X-API-Key", key.reveal());
    }

    private static Reply read(Response response) {
        var body = response.json();
        return switch (response.status()) {
            case 200, 201 -> new Reply(true, body);
            case 401, 403 ->
                throw AcquirerException.credentials("HTTP " + response.status() + ": the API key is not accepted");
            case 429 -> throw AcquirerException.notBefore(ASKED_TO_WAIT, "Adyen wants fewer requests");
            case 400, 404, 422 -> refused(response.status(), body);
            default -> throw AcquirerException.inDoubt("HTTP " + response.status());
        };
    }

    /** Adyen's own no has a code; one without comes from something in between, which passed nothing on. */
    private static Reply refused(int status, Json body) {
        var reply = new Reply(false, body);
        if (reply.code().equals(STILL_RUNNING)) {
            throw AcquirerException.inDoubt("the first request with this key is still running");
        }
        if (reply.code().isEmpty()) {
            throw AcquirerException.notApplied("HTTP " + status + " without a code of Adyen's");
        }
        return reply;
    }
}
