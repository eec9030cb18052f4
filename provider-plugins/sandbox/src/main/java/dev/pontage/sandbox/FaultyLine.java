package dev.pontage.sandbox;

import dev.pontage.sandbox.SandboxScript.Wrong;
import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The sandbox behind a bad line, as an affiliation's script asks for; in the test environment only. */
final class FaultyLine implements Acquirer {
    /** So many payments' last answers are remembered, to tell an older one again. */
    private static final int REMEMBERED = 10_000;

    private final Acquirer acquirer;
    private final SandboxScript script;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    FaultyLine(Acquirer acquirer, SandboxScript script) {
        this.acquirer = acquirer;
        this.script = script;
    }

    @Override
    public Authorization.Outcome authorize(Authorization it) {
        var outcome = over(it.paymentId(), () -> acquirer.authorize(it));
        return outcome instanceof Authorization.Approved approved ? approved(it, approved) : outcome;
    }

    private Authorization.Outcome approved(Authorization it, Authorization.Approved approved) {
        var asked = it.amount();
        if (script.hits(Wrong.PARTIAL, it.paymentId().value())) {
            return upTo(approved, asked.minor() / 2, it);
        }
        if (script.hits(Wrong.WRONG_AMOUNT, it.paymentId().value())) {
            return upTo(approved, asked.minor() + 1, it);
        }
        return approved;
    }

    private static Authorization.Outcome upTo(Authorization.Approved approved, long minor, Authorization it) {
        return new Authorization.Approved(
                approved.identifiers(), Optional.of(it.amount().of(minor)), approved.code(), approved.message());
    }

    @Override
    public Change.Outcome cancel(Change.Cancel it) {
        return over(it.paymentId(), () -> acquirer.cancel(it));
    }

    @Override
    public Change.Outcome settle(Change.Settle it) {
        return over(it.paymentId(), () -> acquirer.settle(it));
    }

    @Override
    public Change.Outcome refund(Change.Refund it) {
        return over(it.paymentId(), () -> acquirer.refund(it));
    }

    /** Every second question is answered as it would have been at first: nothing decided yet. */
    @Override
    public Inquiry.Outcome inquire(Inquiry it) {
        take(it.paymentId());
        var payment = it.paymentId().value();
        if (asked.size() > REMEMBERED) {
            asked.clear();
        }
        var times = asked.merge(payment, 1, Integer::sum);
        return script.hits(Wrong.REORDER, payment) && it.change().isEmpty() && times % 2 == 0
                ? new Inquiry.Authorized(Authorization.Pending.show(Identifiers.NONE, new NextStep.Wait()))
                : acquirer.inquire(it);
    }

    @Override
    public Authorization.Outcome resume(Resume it) {
        return over(it.paymentId(), () -> acquirer.resume(it));
    }

    @Override
    public WebhookEvent.Verdict receive(WebhookRequest request) {
        return acquirer.receive(request);
    }

    @Override
    public Map<String, String> banks() {
        return acquirer.banks();
    }

    @Override
    public Inbound.Reply inbound(Inbound it) {
        return acquirer.inbound(it);
    }

    private <T> T over(PaymentId payment, Supplier<T> verb) {
        take(payment);
        if (script.hits(Wrong.DUPLICATE, payment.value())) {
            var unused = verb.get();
        }
        var outcome = verb.get();
        if (script.hits(Wrong.DROP, payment.value())) {
            throw AcquirerException.inDoubt("sandbox: the script drops this answer");
        }
        return outcome;
    }

    private void take(PaymentId payment) {
        var millis = script.latencyMillis(payment.value());
        try {
            var unused = millis > 0 && new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw AcquirerException.inDoubt("sandbox: interrupted after " + Duration.ofMillis(millis));
        }
    }
}
