package dev.pontage.bacenpix;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerContext.Cache.Fresh;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.RequestId;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/** One Pix key at one bank. Every id is ours, so that whatever got lost can be asked for. */
final class BacenPixAcquirer implements Acquirer {
    /** So much of a refund's key as the API has room for. */
    private static final int REFUND_ID = 35;

    private static final String WEBHOOK = "webhook";

    private final AcquirerContext context;
    private final BacenPixApi api;
    private final String pixKey;

    BacenPixAcquirer(Settings settings, AcquirerContext context) {
        this.context = context;
        this.api = new BacenPixApi(settings, context);
        this.pixKey = settings.get(BacenPixSettings.PIX_KEY);
    }

    @Override
    public Authorization.Outcome authorize(Authorization it) {
        var inReais = it.amount().currency().equals("BRL") && it.amount().exponent() == 2;
        if (!(it.method() instanceof PaymentMethod.Pix) || !inReais) {
            return Denied.of(BacenPixDeclines.notOffered(
                    it.method().name() + " in " + it.amount().currency() + " is not offered."));
        }
        var txid = BacenPixMessages.txid(it.paymentId());
        var reply = api.create(txid, BacenPixMessages.charge(it, pixKey));
        return reply.ok() ? Charge.of(txid, reply).outcome(it.amount()) : perhapsThere(txid, it.amount(), reply);
    }

    /** A repeated creation may be refused because the first one arrived. */
    private Authorization.Outcome perhapsThere(String txid, Money amount, BacenPixApi.Reply refusal) {
        var found = api.charge(txid);
        if (!found.ok()) {
            return Denied.of(BacenPixDeclines.notMade(refusal));
        }
        var charge = Charge.of(txid, found);
        return charge.isOf(amount) ? charge.outcome(amount) : Denied.of(BacenPixDeclines.notMade(refusal));
    }

    /** Removes the charge and looks again, since it may have been paid at that moment: then all of it goes back. */
    @Override
    public Change.Outcome cancel(Change.Cancel it) {
        var txid = BacenPixMessages.txid(it.paymentId());
        var removal = api.remove(txid);
        if (removal.isNotFound()) {
            // Never made, so that nobody was ever shown its code.
            return Change.Done.of(txid);
        }
        var charge = Charge.of(txid, api.charge(txid));
        if (charge.isPaid()) {
            return giveBack(charge.endToEndId(), it.request(), it.amount());
        }
        if (charge.isRemoved()) {
            return Change.Done.of(txid);
        }
        throw AcquirerException.inDoubt("the bank has not removed the charge");
    }

    @Override
    public Change.Outcome refund(Change.Refund it) {
        return giveBack(endToEndId(it.paymentId(), it.identifiers()), it.request(), it.amount());
    }

    private Change.Outcome giveBack(Optional<String> endToEndId, RequestId request, Money amount) {
        if (endToEndId.isEmpty()) {
            return new Change.Refused(BacenPixDeclines.notGivenBack("not-paid", "The charge has not been paid."));
        }
        var id = request.shortKey(REFUND_ID);
        var reply = api.giveBack(endToEndId.get(), id, BacenPixMessages.part(amount));
        if (reply.ok()) {
            return givenBack(id, reply.body());
        }
        var found = api.givenBack(endToEndId.get(), id);
        return found.ok() ? givenBack(id, found.body()) : new Change.Refused(BacenPixDeclines.notGivenBack(reply));
    }

    private static Change.Outcome givenBack(String id, Json refund) {
        return switch (refund.at("status").text()) {
            case "DEVOLVIDO" -> Change.Done.of(id);
            case "EM_PROCESSAMENTO" -> Change.InProgress.of(id);
            case "NAO_REALIZADO" ->
                new Change.Refused(BacenPixDeclines.notGivenBack(
                        "NAO_REALIZADO", refund.at("motivo").filled().orElse("The bank gave no reason.")));
            default -> throw AcquirerException.inDoubt("the refund has a status that is not known");
        };
    }

    /** Known from the authorization, or else from the charge. */
    private Optional<String> endToEndId(PaymentId payment, Identifiers known) {
        if (known.authorizationId().isPresent()) {
            return known.authorizationId();
        }
        var txid = BacenPixMessages.txid(payment);
        var found = api.charge(txid);
        return found.ok() ? Charge.of(txid, found).endToEndId() : Optional.empty();
    }

    @Override
    public Inquiry.Outcome inquire(Inquiry it) {
        var outcome = it.change().map(change -> changed(it, change)).orElseGet(() -> authorized(it));
        register();
        return outcome;
    }

    private Inquiry.Outcome authorized(Inquiry it) {
        var txid = BacenPixMessages.txid(it.paymentId());
        var found = api.charge(txid);
        if (found.isNotFound()) {
            return new Inquiry.NotFound();
        }
        var charge = Charge.of(txid, found);
        if (charge.hasRunOut(context.clock().instant())) {
            // The bank keeps it as it is for ever; removed it can certainly not be paid any more.
            api.remove(txid);
            charge = Charge.of(txid, api.charge(txid));
        }
        return new Inquiry.Authorized(charge.outcome(it.amount()));
    }

    private Inquiry.Outcome changed(Inquiry it, Change change) {
        if (change instanceof Change.Cancel) {
            var txid = BacenPixMessages.txid(it.paymentId());
            var found = api.charge(txid);
            if (!found.isNotFound() && Charge.of(txid, found).isRemoved()) {
                return new Inquiry.Changed(Change.Done.of(txid));
            }
        }
        var endToEndId = endToEndId(it.paymentId(), it.identifiers());
        if (endToEndId.isEmpty()) {
            return new Inquiry.NotFound();
        }
        var id = change.request().shortKey(REFUND_ID);
        var found = api.givenBack(endToEndId.get(), id);
        return found.ok() ? new Inquiry.Changed(givenBack(id, found.body())) : new Inquiry.NotFound();
    }

    /**
     * Sees to it that the bank tells us. Once a day, and only while asking in the background: no shopper waits for it.
     * Whatever becomes of it, we go on asking.
     */
    void register() {
        context.cache().get(WEBHOOK, () -> {
            try {
                var known = api.webhook();
                var ours = context.webhookUrl();
                var there = known.ok() && known.body().at("webhookUrl").text().equals(ours.toString());
                return there || api.register(ours).ok()
                        ? new Fresh("registered", Duration.ofDays(1))
                        : notRegistered("the bank refuses the address");
            } catch (AcquirerException e) {
                return notRegistered(String.valueOf(e.getMessage()));
            }
        });
    }

    private Fresh notRegistered(String why) {
        context.log("the webhook is not registered at the bank: " + why);
        return new Fresh("not registered", Duration.ofMinutes(30));
    }

    /** Banks prove themselves by mutual TLS, which ends before us: a webhook is a hint, and the bank is asked. */
    @Override
    public WebhookEvent.Verdict receive(WebhookRequest request) {
        var events =
                Json.read(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8))
                        .at("pix")
                        .items()
                        .stream()
                        .filter(it -> it.at("txid").text().matches("[a-zA-Z0-9]{1,35}"))
                        .map(BacenPixAcquirer::hint)
                        .toList();
        return events.isEmpty()
                ? WebhookEvent.Verdict.unverified("it names no Pix of a charge")
                : WebhookEvent.Verdict.verified(events);
    }

    private static WebhookEvent hint(Json pix) {
        var key = new StringBuilder(
                pix.at("txid").text() + "+" + pix.at("endToEndId").text());
        pix.at("devolucoes")
                .items()
                .forEach(it -> key.append('+')
                        .append(it.at("id").text())
                        .append('=')
                        .append(it.at("status").text()));
        var cut = key.substring(0, Math.min(key.length(), 200));
        return new WebhookEvent(cut, new WebhookEvent.Subject(pix.at("txid").text()), new WebhookEvent.Hint());
    }
}
