package dev.pontage.admin.payments;

import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments.CallbackAttempt;
import dev.pontage.payment.Payments.Event;
import dev.pontage.spi.payment.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a payment stands, what it waits for and the one sensible next step: keys of messages.
 *
 * @param money how much it is about
 * @param attempts how often VTEX was told in vain
 * @param since from when on somebody should have done something
 */
record Why(String text, String step, Optional<Money> money, int attempts, Optional<Instant> since) {
    /** VTEX's gateway is late at times without being stuck. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int FORBIDDEN = 403;

    static Why of(Payment payment, List<Event> events, List<CallbackAttempt> callbacks, Instant now) {
        if (payment.review().isPresent()) {
            return plain("why.review", "step.review");
        }
        if (payment.inDoubt()) {
            return plain("why.doubt", "step.inquire");
        }
        if (payment.settling().minor() > 0) {
            return about(payment.settling(), "why.settling");
        }
        if (payment.refunding().minor() > 0) {
            return about(payment.refunding(), "why.refunding");
        }
        if (isLeftToPeople(events)) {
            return plain("why.manual", "step.manual");
        }
        return untold(payment, callbacks)
                .or(() -> stuck(payment, now))
                .orElseGet(() -> plain("why." + payment.status().name().toLowerCase(Locale.ROOT), step(payment)));
    }

    /** What colour helps the card, which is more than the payment's own where a person must act. */
    public String mark(String ofPayment) {
        return switch (step) {
            case "step.manual", "step.forbidden" -> "act";
            case "step.untold", "step.overdue", "step.unmoved" -> "wait";
            default -> ofPayment;
        };
    }

    /** Whether asking the acquirer is the next step. */
    public boolean isForAcquirer() {
        return step.equals("step.inquire") || step.equals("step.review") || step.equals("step.overdue");
    }

    /** Whether telling VTEX again is the next step. */
    public boolean isForVtex() {
        return step.equals("step.untold") || step.equals("step.forbidden");
    }

    private static String step(Payment payment) {
        return switch (payment.status()) {
            case RECEIVED, PENDING -> "step.inquire";
            case AUTHORIZED, PARTLY_SETTLED -> "step.settle";
            default -> "step.none";
        };
    }

    private static Why plain(String text, String step) {
        return new Why(text, step, Optional.empty(), 0, Optional.empty());
    }

    private static Why about(Money money, String text) {
        return new Why(text, "step.inquire", Optional.of(money), 0, Optional.empty());
    }

    /** The last thing that was asked for is one that the acquirer does not do for us. */
    private static boolean isLeftToPeople(List<Event> events) {
        return events.stream()
                .filter(it -> it.lane().equals("engine"))
                .reduce((_, last) -> last)
                .filter(it -> it.type().equals("manual"))
                .isPresent();
    }

    /** It is decided, and VTEX does not take the news. */
    private static Optional<Why> untold(Payment payment, List<CallbackAttempt> callbacks) {
        var isTold = callbacks.isEmpty()
                || callbacks.stream().anyMatch(it -> it.outcome().equals("delivered"));
        if (!payment.status().isDecided() || isTold) {
            return Optional.empty();
        }
        var isRefused = callbacks.getLast().httpStatus().equals(Optional.of(FORBIDDEN));
        return Optional.of(new Why(
                "why.untold",
                isRefused ? "step.forbidden" : "step.untold",
                Optional.empty(),
                callbacks.size(),
                Optional.empty()));
    }

    /** What VTEX's gateway should have done by now: two of its known faults look like this. */
    private static Optional<Why> stuck(Payment payment, Instant now) {
        var waits = payment.status() == PaymentStatus.PENDING;
        if (!waits && payment.status() != PaymentStatus.AUTHORIZED) {
            return Optional.empty();
        }
        var seconds = waits ? payment.delays().toCancel() : payment.delays().toAutoSettle();
        var due =
                (waits ? payment.createdAt() : payment.authorizedAt().orElse(payment.createdAt())).plusSeconds(seconds);
        if (due.plus(GRACE).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(new Why(
                waits ? "why.overdue" : "why.unmoved",
                waits ? "step.overdue" : "step.unmoved",
                Optional.empty(),
                0,
                Optional.of(due)));
    }
}
