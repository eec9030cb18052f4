package dev.pontage.sandbox;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Carries out cancels, settlements and refunds; the same key takes effect once. */
final class SandboxChanges {
    private static final Duration THINKING = Duration.ofMillis(3_200);

    /** What may be asked for by a magic amount, whichever kind of change it is. */
    private enum Way {
        PLAIN,
        IN_PROGRESS,
        REFUSED,
        IN_DOUBT,
        NOT_APPLIED,
        UNSUPPORTED
    }

    private final AcquirerContext context;
    private final SandboxMemory memory;

    SandboxChanges(AcquirerContext context, SandboxMemory memory) {
        this.context = context;
        this.memory = memory;
    }

    /** Under which name it is remembered that a payment was cancelled. */
    static String cancelled(URI affiliation, PaymentId payment) {
        return affiliation + "\n" + payment.value() + "\ncancelled";
    }

    Change.Outcome carryOut(Change change) {
        var way = way(change);
        if (way == Way.REFUSED) {
            return new Change.Refused(SandboxDeclines.CHANGE);
        }
        if (way == Way.UNSUPPORTED) {
            return new Change.Unsupported();
        }
        if (way == Way.NOT_APPLIED) {
            throw AcquirerException.notApplied("sandbox: not sent");
        }
        var now = new SandboxMemory.Fact(context.clock().instant(), way.name());
        var before = memory.find(name(change));
        var fact = memory.keep(name(change), now);
        if (change instanceof Change.Cancel) {
            memory.keep(cancelled(context.webhookUrl(), change.paymentId()), now);
        }
        if (way == Way.IN_DOUBT && before.isEmpty()) {
            throw AcquirerException.inDoubt("sandbox: the answer was lost on its way");
        }
        return outcome(change, fact);
    }

    Inquiry.Outcome inquire(Change change) {
        return memory.find(name(change))
                .<Inquiry.Outcome>map(it -> new Inquiry.Changed(outcome(change, it)))
                .orElseGet(Inquiry.NotFound::new);
    }

    private Change.Outcome outcome(Change change, SandboxMemory.Fact fact) {
        var thinking = fact.terms().equals(Way.IN_PROGRESS.name())
                && context.clock().instant().isBefore(fact.at().plus(THINKING));
        return thinking ? Change.InProgress.of(id(change)) : Change.Done.of(id(change));
    }

    private static Way way(Change change) {
        return fault(change)
                .map(it -> switch (it) {
                    case CANCEL_IN_PROGRESS, SETTLE_IN_PROGRESS, REFUND_IN_PROGRESS -> Way.IN_PROGRESS;
                    case CANCEL_REFUSED, SETTLE_REFUSED, REFUND_REFUSED -> Way.REFUSED;
                    case CANCEL_IN_DOUBT, SETTLE_IN_DOUBT, REFUND_IN_DOUBT -> Way.IN_DOUBT;
                    case CANCEL_NOT_APPLIED, SETTLE_NOT_APPLIED, REFUND_NOT_APPLIED -> Way.NOT_APPLIED;
                    case CANCEL_UNSUPPORTED, SETTLE_UNSUPPORTED, REFUND_UNSUPPORTED -> Way.UNSUPPORTED;
                    default -> Way.PLAIN;
                })
                .orElse(Way.PLAIN);
    }

    /** A fault counts for the kind of change it is named after. */
    private static Optional<SandboxFault> fault(Change change) {
        var kind = switch (change) {
            case Change.Cancel cancel -> "CANCEL_";
            case Change.Settle settle -> "SETTLE_";
            case Change.Refund refund -> "REFUND_";
        };
        return SandboxFault.of(whole(change)).filter(it -> it.name().startsWith(kind));
    }

    private static Money whole(Change change) {
        return switch (change) {
            case Change.Cancel cancel -> cancel.authorized();
            case Change.Settle settle -> settle.authorized();
            case Change.Refund refund -> refund.settled();
        };
    }

    private static String id(Change change) {
        var prefix = switch (change) {
            case Change.Cancel cancel -> "CNL";
            case Change.Settle settle -> "STL";
            case Change.Refund refund -> "RFD";
        };
        return prefix + change.request().shortKey(20);
    }

    private String name(Change change) {
        return context.webhookUrl() + "\n" + change.request().key();
    }
}
