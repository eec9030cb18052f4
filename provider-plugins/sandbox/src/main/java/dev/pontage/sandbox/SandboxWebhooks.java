package dev.pontage.sandbox;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookEvent.News;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads webhooks that a test sends in the acquirer's name: any number of flat objects with {@code id}, {@code payment} and
 * {@code type}, signed by HMAC-SHA256 over the body in the header {@code X-Sandbox-Signature}.
 */
final class SandboxWebhooks {
    private static final Pattern EVENT = Pattern.compile("\\{[^{}]*\\}");

    private final Optional<Secret> secret;
    private final AcquirerContext context;
    private final SandboxMemory memory;

    SandboxWebhooks(Settings settings, AcquirerContext context, SandboxMemory memory) {
        this.secret = settings.secret(SandboxPlugin.WEBHOOK_SECRET);
        this.context = context;
        this.memory = memory;
    }

    Verdict read(WebhookRequest request) {
        if (secret.isEmpty()) {
            return Verdict.unverified("no webhook secret is set");
        }
        if (!MessageDigest.isEqual(
                request.header("X-Sandbox-Signature").getBytes(StandardCharsets.US_ASCII),
                signature(request.body()).getBytes(StandardCharsets.US_ASCII))) {
            return Verdict.unverified("the signature does not fit");
        }
        return Verdict.verified(EVENT.matcher(new String(request.body(), StandardCharsets.UTF_8))
                .results()
                .map(it -> event(it.group()))
                .toList());
    }

    private String signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = secret.map(Secret::reveal).orElse("").getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private WebhookEvent event(String text) {
        var payment = value(text, "payment");
        return new WebhookEvent(
                value(text, "id"), new WebhookEvent.Subject(payment), news(value(text, "type"), payment));
    }

    private News news(String type, String payment) {
        var identifiers = SandboxIds.of(context.webhookUrl(), new PaymentId(payment));
        return switch (type) {
            case "approved" -> new WebhookEvent.Authorized(Approved.of(identifiers));
            case "denied" -> new WebhookEvent.Authorized(new Denied(identifiers, SandboxDeclines.CARD));
            case "cancelled" -> gone(payment);
            case "chargeback" -> new WebhookEvent.Note("The shopper disputes the payment.");
            default -> new WebhookEvent.Hint();
        };
    }

    private News gone(String payment) {
        memory.keep(
                SandboxChanges.cancelled(context.webhookUrl(), new PaymentId(payment)),
                new SandboxMemory.Fact(context.clock().instant(), "webhook"));
        return new WebhookEvent.Gone("cancelled at the acquirer");
    }

    private static String value(String event, String name) {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(event);
        return found.find() ? found.group(1) : "";
    }
}
