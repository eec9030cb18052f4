package dev.pontage.adyen;

import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads Adyen's standard webhooks. Each item is signed by itself; one that is not spoils the whole request. */
final class AdyenWebhooks {
    private final Secret hmacKey;
    private final Optional<String> username;
    private final Optional<Secret> password;
    private final String merchantAccount;

    AdyenWebhooks(Settings settings) {
        this.hmacKey = settings.secret(AdyenSettings.HMAC_KEY).orElseThrow();
        this.username = settings.text(AdyenSettings.USERNAME);
        this.password = settings.secret(AdyenSettings.PASSWORD);
        this.merchantAccount = settings.get(AdyenSettings.MERCHANT_ACCOUNT);
    }

    Verdict receive(WebhookRequest request) {
        if (username.isPresent() && !isOurs(request.header("authorization"))) {
            return Verdict.unverified("user name or password is wrong");
        }
        var items =
                Json.read(new String(request.body(), StandardCharsets.UTF_8)).at("notificationItems").items().stream()
                        .map(it -> it.at("NotificationRequestItem"))
                        .toList();
        if (items.isEmpty()) {
            return Verdict.unverified("it has no items");
        }
        if (!items.stream().allMatch(this::isSigned)) {
            return Verdict.unverified("the signature is wrong");
        }
        var events = items.stream()
                .filter(it -> it.at("merchantAccountCode").text().equals(merchantAccount))
                .map(AdyenWebhooks::event)
                .toList();
        return new Verdict(true, "", events, 200, "[accepted]");
    }

    private boolean isOurs(String authorization) {
        var pair = username.orElse("") + ":" + password.map(Secret::reveal).orElse("");
        var wanted = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return same(authorization, wanted);
    }

    private boolean isSigned(Json item) {
        return same(item.at("additionalData").at("hmacSignature").text(), signature(item, hmacKey.reveal()));
    }

    /** Proved with the worked example in Adyen's documents. A key that is not hexadecimal signs nothing. */
    static String signature(Json item, String hexKey) {
        var signed = String.join(
                ":",
                item.at("pspReference").text(),
                item.at("originalReference").text(),
                item.at("merchantAccountCode").text(),
                item.at("merchantReference").text(),
                item.at("amount").at("value").text(),
                item.at("amount").at("currency").text(),
                item.at("eventCode").text(),
                item.at("success").text());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(hexKey.strip()), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean same(String one, String other) {
        return !other.isEmpty()
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Adyen gives events no id: these three together are as good as one. */
    private static WebhookEvent event(Json item) {
        var psp = item.at("pspReference").text();
        var code = item.at("eventCode").text();
        var success = item.at("success").text().equals("true");
        return new WebhookEvent(psp + "+" + code + "+" + success, subject(item), news(item, code, psp, success));
    }

    private static WebhookEvent.Subject subject(Json item) {
        return new WebhookEvent.Subject(item.at("merchantReference")
                .filled()
                .or(() -> item.at("originalReference").filled())
                .orElse(item.at("pspReference").text()));
    }

    private static WebhookEvent.News news(Json item, String code, String psp, boolean success) {
        var reason = item.at("reason").text();
        return switch (code) {
            case "AUTHORISATION" -> new WebhookEvent.Authorized(authorized(item, psp, success, reason));
            case "CAPTURE", "REFUND", "CANCEL_OR_REFUND" -> changed(psp, success, reason);
            case "CANCELLATION", "TECHNICAL_CANCEL" ->
                success ? new WebhookEvent.Gone("cancelled at Adyen") : changed(psp, false, reason);
            case "EXPIRE" -> new WebhookEvent.Gone("the authorization has expired");
            case "OFFER_CLOSED" ->
                new WebhookEvent.Authorized(Authorization.Denied.of(
                        new Decline("OFFER_CLOSED", "The shopper did not pay in time.", Decline.Kind.SOFT)));
            case "CAPTURE_FAILED", "REFUND_FAILED", "REFUNDED_REVERSED" ->
                new WebhookEvent.Reversed(psp, code + (reason.isEmpty() ? "" : ": " + reason));
            default -> new WebhookEvent.Note(code + (reason.isEmpty() ? "" : ": " + reason));
        };
    }

    private static Authorization.Outcome authorized(Json item, String psp, boolean success, String reason) {
        var authCode = item.at("additionalData").at("authCode").filled();
        var identifiers = new Identifiers(Optional.of(psp), Optional.of(psp), authCode, Map.of());
        return success
                ? Authorization.Approved.of(identifiers)
                : new Authorization.Denied(identifiers, AdyenDeclines.ofText(reason));
    }

    private static WebhookEvent.News changed(String psp, boolean success, String reason) {
        return new WebhookEvent.Changed(
                psp,
                success
                        ? Change.Done.of(psp)
                        : new Change.Refused(new Decline("refused", reason, Decline.Kind.HARD, Optional.empty())));
    }
}
