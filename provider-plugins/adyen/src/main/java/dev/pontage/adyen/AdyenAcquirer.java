package dev.pontage.adyen;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Settings;
import java.util.Optional;

/** One merchant account at Adyen. There is no look-up: what got lost is sent again with its key, or cancelled. */
final class AdyenAcquirer implements Acquirer {
    private final AcquirerContext context;
    private final AdyenApi api;
    private final AdyenWebhooks webhooks;

    AdyenAcquirer(Settings settings, AcquirerContext context) {
        this.context = context;
        this.api = new AdyenApi(settings, context);
        this.webhooks = new AdyenWebhooks(settings);
    }

    @Override
    public Authorization.Outcome authorize(Authorization it) {
        var objection = objection(it);
        if (objection.isPresent()) {
            return Denied.of(AdyenDeclines.notOffered(objection.get()));
        }
        var body = AdyenMessages.payment(api.account(), it, context.clock().instant());
        var reply = api.payments(body, it.request().key());
        if (AdyenReplies.isPart(reply)) {
            giveBack(it, reply);
        }
        var outcome = AdyenReplies.authorized(reply, it.paymentId());
        return outcome instanceof Pending pending && !(it.method() instanceof PaymentMethod.WithCard)
                ? takenAtOnce(pending)
                : outcome;
    }

    /** Why it is not even sent. */
    private static Optional<String> objection(Authorization it) {
        var inReais = it.method() instanceof PaymentMethod.Pix || it.method() instanceof PaymentMethod.BankInvoice;
        if (!AdyenMethods.knows(it.method().name()) || !(inReais || it.method() instanceof PaymentMethod.WithCard)) {
            return Optional.of("The payment method " + it.method().name() + " is not offered, or its card is missing.");
        }
        return inReais && !it.amount().currency().equals("BRL")
                ? Optional.of(it.method().name() + " is paid in BRL, not in "
                        + it.amount().currency() + ".")
                : Optional.empty();
    }

    /** VTEX knows no partial approval: the part is released, and the webhook of that ends the payment. */
    private void giveBack(Authorization it, AdyenApi.Reply reply) {
        var psp = reply.body().at("pspReference").text();
        var body = api.account().put("reference", AdyenTexts.reference(it.paymentId()));
        api.modify(psp, "cancels", body, AdyenTexts.hashed(it.request().key() + " part"));
        context.log("Adyen authorized a part of payment " + psp + " only; it is being released");
    }

    private static Pending takenAtOnce(Pending it) {
        return new Pending(
                it.identifiers().with(AdyenReplies.TAKEN_AT_ONCE, "true"),
                it.next(),
                it.validity(),
                it.code(),
                it.message());
    }

    @Override
    public Change.Outcome cancel(Change.Cancel it) {
        var body = AdyenMessages.named(api.account(), it);
        var key = it.request().key();
        var psp = psp(it.identifiers());
        if (psp.isEmpty()) {
            return AdyenReplies.changed(api.cancelByReference(it.paymentId(), body, key));
        }
        // A Pix or a slip may have been paid meanwhile: a reversal cancels or refunds, whichever it takes.
        var atOnce = it.identifiers().references().containsKey(AdyenReplies.TAKEN_AT_ONCE);
        return AdyenReplies.changed(api.modify(psp.get(), atOnce ? "reversals" : "cancels", body, key));
    }

    @Override
    public Change.Outcome settle(Change.Settle it) {
        return modify(it, "captures", AdyenMessages.amountOf(api.account(), it, it.amount(), it.recipients()));
    }

    @Override
    public Change.Outcome refund(Change.Refund it) {
        return modify(it, "refunds", AdyenMessages.amountOf(api.account(), it, it.amount(), it.recipients()));
    }

    private Change.Outcome modify(Change it, String verb, Json body) {
        var psp = psp(it.identifiers());
        return psp.isEmpty()
                ? new Change.Refused(AdyenDeclines.notOffered("Adyen has not named this payment yet."))
                : AdyenReplies.changed(
                        api.modify(psp.get(), verb, body, it.request().key()));
    }

    /** The shopper is back from his bank: what came with him ends the payment. */
    @Override
    public Authorization.Outcome resume(Resume it) {
        var details = Json.object();
        for (var name : new String[] {"redirectResult", "payload", "MD", "PaRes"}) {
            Optional.ofNullable(it.parameters().get(name))
                    .filter(value -> !value.isBlank() && value.length() <= 20_000)
                    .ifPresent(value -> details.put(name, value));
        }
        return details.hasMembers()
                ? AdyenReplies.authorized(api.details(details, it.request().key()), it.paymentId())
                : Pending.waiting();
    }

    @Override
    public WebhookEvent.Verdict receive(WebhookRequest request) {
        return webhooks.receive(request);
    }

    private static Optional<String> psp(Identifiers it) {
        return it.authorizationId().or(it::tid);
    }
}
