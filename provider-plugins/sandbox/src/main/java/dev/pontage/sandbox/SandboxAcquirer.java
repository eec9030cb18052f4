package dev.pontage.sandbox;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One affiliation's line to an acquirer that decides by card, method and amount. */
final class SandboxAcquirer implements Acquirer {
    /** Longer than VTEX waits for an answer (20 s), so that the outcome has to travel by callback. */
    private static final Duration SLOW = Duration.ofSeconds(25);

    private final AcquirerContext context;
    private final SandboxDecision decision;
    private final SandboxChanges changes;
    private final SandboxWebhooks webhooks;
    private final Duration latency;

    SandboxAcquirer(Settings settings, AcquirerContext context, SandboxMemory memory) {
        this.context = context;
        this.decision = new SandboxDecision(settings, context, memory);
        this.changes = new SandboxChanges(context, memory);
        this.webhooks = new SandboxWebhooks(settings, context, memory);
        this.latency = Duration.ofMillis(settings.number(SandboxPlugin.LATENCY).orElse(0L));
    }

    @Override
    @SuppressWarnings("NullAway") // one of the faults is an answer that is none
    public Authorization.Outcome authorize(Authorization authorization) {
        take(latency);
        var fault = SandboxFault.of(authorization.amount());
        return switch (fault.orElse(SandboxFault.PENDING_FOR_EVER)) {
            case AUTHORIZE_NOT_APPLIED -> throw AcquirerException.notApplied("sandbox: not sent");
            case AUTHORIZE_LOST -> throw AcquirerException.inDoubt("sandbox: the request was lost on its way");
            case CREDENTIALS -> throw AcquirerException.credentials("sandbox: credentials refused");
            case NOT_BEFORE -> throw AcquirerException.notBefore(Duration.ofSeconds(30), "sandbox: too many requests");
            case AUTHORIZE_NULL -> null;
            case AUTHORIZE_THROWS -> throw new IllegalStateException("sandbox: a fault of the plugin");
            case AUTHORIZE_IN_DOUBT -> {
                decision.authorize(authorization, fault);
                throw AcquirerException.inDoubt("sandbox: the answer was lost on its way");
            }
            case AUTHORIZE_SLOW -> {
                take(SLOW);
                yield decision.authorize(authorization, fault);
            }
            default -> decision.authorize(authorization, fault);
        };
    }

    @Override
    public Change.Outcome cancel(Change.Cancel cancel) {
        return change(cancel);
    }

    @Override
    public Change.Outcome settle(Change.Settle settle) {
        return change(settle);
    }

    @Override
    public Change.Outcome refund(Change.Refund refund) {
        return change(refund);
    }

    @Override
    public Inquiry.Outcome inquire(Inquiry inquiry) {
        take(latency);
        return inquiry.change().map(changes::inquire).orElseGet(() -> decision.inquire(inquiry));
    }

    @Override
    public Authorization.Outcome resume(Resume resume) {
        take(latency);
        return decision.resume(resume);
    }

    @Override
    public WebhookEvent.Verdict receive(WebhookRequest request) {
        return webhooks.read(request);
    }

    @Override
    public Map<String, String> banks() {
        var banks = new LinkedHashMap<String, String>();
        banks.put("1007", "BANCOLOMBIA");
        banks.put("1019", "SCOTIABANK COLPATRIA");
        banks.put("1040", "BANCO AGRARIO");
        return banks;
    }

    @Override
    public Inbound.Reply inbound(Inbound inbound) {
        var action = inbound.action().replaceAll("[^A-Za-z0-9_-]", "");
        return new Inbound.Reply(200, "application/json", "{\"sandbox\":true,\"action\":\"" + action + "\"}");
    }

    private Change.Outcome change(Change change) {
        take(latency);
        return changes.carryOut(change);
    }

    private void take(Duration time) {
        if (time.isZero() || time.isNegative()) {
            return;
        }
        try {
            var never = new CountDownLatch(1);
            if (never.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                context.log("sandbox: woke up early");
            }
        } catch (InterruptedException e) {
            throw AcquirerException.inDoubt("sandbox: interrupted while it thought");
        }
    }
}
