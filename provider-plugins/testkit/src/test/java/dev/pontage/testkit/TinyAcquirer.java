package dev.pontage.testkit;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

final class TinyAcquirer implements Acquirer {
    private static final Decline NO_FUNDS = new Decline("51", "no funds", Decline.Kind.SOFT);

    private final AcquirerContext context;
    private final TinyApi api;
    private final String key;
    private final Set<Fault> faults;
    private final Map<String, String> own = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    TinyAcquirer(Settings settings, AcquirerContext context, Set<Fault> faults) {
        this.context = context;
        this.faults = faults;
        this.key = settings.secret("key").orElseThrow().reveal();
        this.api = new TinyApi(settings.get("apiBaseUrl"), key, context.transport(), faults);
        if (faults.contains(Fault.CALLS_WHEN_OPENED)) {
            api.find("nobody");
        }
    }

    @Override
    public Authorization.Outcome authorize(Authorization it) {
        if (faults.contains(Fault.NEEDS_A_LAST_NAME)) {
            context.log(it.buyer().lastName().substring(0, 1));
        }
        if (faults.contains(Fault.LOGS_THE_SHOPPER)) {
            context.log("asking for " + it.buyer().email());
        }
        if (faults.contains(Fault.ONE_AT_A_TIME) && !busy.compareAndSet(false, true)) {
            throw new IllegalStateException("busy");
        }
        try {
            return authorized(it);
        } catch (AcquirerException e) {
            if (faults.contains(Fault.WRONG_EFFECT)) {
                throw AcquirerException.notApplied("it broke");
            }
            if (faults.contains(Fault.CREDENTIALS_AS_A_DENIAL) && e.isAboutCredentials()) {
                return Authorization.Denied.of(NO_FUNDS);
            }
            if (faults.contains(Fault.DENIES_ON_FAILURE)) {
                return Authorization.Denied.of(NO_FUNDS);
            }
            throw e;
        } finally {
            busy.set(false);
        }
    }

    private Authorization.Outcome authorized(Authorization it) {
        var reply = api.authorize(it);
        own.put(it.paymentId().value(), "known");
        if (faults.contains(Fault.APPROVES_WHAT_IS_UNPAID)) {
            return Authorization.Approved.of(Identifiers.tid("T"));
        }
        return outcome(it.method(), reply);
    }

    private Authorization.Outcome outcome(PaymentMethod method, Map<String, String> reply) {
        var tid = faults.contains(Fault.ALWAYS_THE_SAME_TID) ? "T" : reply.getOrDefault("tid", "");
        var identifiers = Identifiers.tid(tid);
        if (faults.contains(Fault.KEEPS_EVERYTHING)) {
            identifiers = identifiers.with("all", "x".repeat(4_000));
        }
        return switch (reply.getOrDefault("code", "")) {
            case "00" -> Authorization.Approved.of(identifiers);
            case "51" -> Authorization.Denied.of(NO_FUNDS);
            case "10" ->
                Authorization.Pending.show(
                        identifiers,
                        method instanceof PaymentMethod.Pix
                                ? new NextStep.ShowCode(reply.getOrDefault("qr", ""))
                                : new NextStep.Wait());
            default -> throw AcquirerException.inDoubt("a code that is not known");
        };
    }

    @Override
    public Change.Outcome cancel(Change.Cancel it) {
        return faults.contains(Fault.IGNORED_CANCEL)
                ? Change.Done.of("ok")
                : changed(api.change("cancel", it, it.amount()));
    }

    @Override
    public Change.Outcome settle(Change.Settle it) {
        var amount = faults.contains(Fault.WHOLE_FOR_A_PART) ? it.authorized() : it.amount();
        return changed(api.change("settle", it, amount));
    }

    @Override
    public Change.Outcome refund(Change.Refund it) {
        if (faults.contains(Fault.REMEMBERS_ONLY_ITSELF)
                && !own.containsKey(it.paymentId().value())) {
            return new Change.Refused(NO_FUNDS);
        }
        var amount =
                faults.contains(Fault.WRONG_SIGN) ? it.amount().of(-it.amount().minor()) : it.amount();
        return changed(api.change("refund", it, amount));
    }

    private Change.Outcome changed(Map<String, String> reply) {
        if (faults.contains(Fault.DONE_WHATEVER_IS_SAID)) {
            return Change.Done.of(reply.getOrDefault("id", "id"));
        }
        return switch (reply.getOrDefault("code", "")) {
            case "00" -> Change.Done.of(reply.getOrDefault("id", ""));
            case "14" -> new Change.Refused(NO_FUNDS);
            default -> throw AcquirerException.inDoubt("a code that is not known");
        };
    }

    @Override
    public Inquiry.Outcome inquire(Inquiry it) {
        try {
            var reply = it.change().isPresent()
                    ? api.findChange(
                            it.paymentId().value(), it.change().get().request().key())
                    : api.find(it.paymentId().value());
            if (reply.isEmpty()) {
                return new Inquiry.NotFound();
            }
            if (it.change().isPresent()) {
                return new Inquiry.Changed(changed(reply.get()));
            }
            return "99".equals(reply.get().get("code"))
                    ? new Inquiry.Gone("cancelled")
                    : new Inquiry.Authorized(outcome(it.method(), reply.get()));
        } catch (AcquirerException e) {
            if (faults.contains(Fault.NOT_FOUND_WHEN_BROKEN)) {
                return new Inquiry.NotFound();
            }
            throw e;
        }
    }

    @Override
    public WebhookEvent.Verdict receive(WebhookRequest request) {
        var body = new String(request.body(), StandardCharsets.UTF_8);
        var right = TinyApi.signature(key, body).getBytes(StandardCharsets.UTF_8);
        var trusted = faults.contains(Fault.BELIEVES_EVERYBODY)
                || MessageDigest.isEqual(right, request.header("x-signature").getBytes(StandardCharsets.UTF_8));
        return trusted
                ? WebhookEvent.Verdict.verified(List.of(new WebhookEvent(
                        body, new WebhookEvent.Subject(body.replace("paid=", "")), new WebhookEvent.Hint())))
                : WebhookEvent.Verdict.unverified("the signature is wrong");
    }
}
