package dev.pontage.admin.payments;

import dev.pontage.admin.frame.Amount;
import dev.pontage.error.Rejection;
import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.Payment;
import dev.pontage.spi.payment.Money;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody wants to do with a payment's money.
 *
 * @param amount empty for a cancel: it always releases the whole rest
 */
record Wish(ChangeRequest.Kind kind, Optional<Money> amount, String reason) {
    private static final int LONGEST_REASON = 500;

    /** The kind in an address; empty for anything else. */
    static Optional<ChangeRequest.Kind> kind(String word) {
        for (var kind : ChangeRequest.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** How much of the payment it can take at most. */
    static Money most(Payment payment, ChangeRequest.Kind kind) {
        return kind == ChangeRequest.Kind.REFUND ? payment.refundable() : payment.unsettled();
    }

    /** Whether the payment stands where this makes sense at all. */
    static boolean fits(Payment payment, ChangeRequest.Kind kind) {
        return switch (kind) {
            case CANCEL -> !payment.status().isDecided() || payment.status().canSettle();
            case SETTLE -> payment.status().canSettle() && payment.unsettled().minor() > 0;
            case REFUND -> payment.refundable().minor() > 0;
        };
    }

    /** As typed, or everything that is wrong with it; the messages are keys. */
    static Wish read(Payment payment, ChangeRequest.Kind kind, String amount, String reason) {
        var problems = new ArrayList<Rejection.Problem>();
        var given = Optional.<Money>empty();
        if (kind != ChangeRequest.Kind.CANCEL) {
            var exponent = payment.amount().exponent();
            var read = Amount.read(amount, exponent);
            given = read.value()
                    .map(it -> payment.amount().of(it.movePointRight(exponent).longValueExact()));
            if (given.isEmpty()) {
                problems.add(new Rejection.Problem("amount", read.problem()));
            }
        }
        given.filter(it -> it.minor() < 1 || it.minor() > most(payment, kind).minor())
                .ifPresent(it -> problems.add(new Rejection.Problem("amount", "amount.range")));
        reasonProblem(reason).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
        return new Wish(kind, given, reason.strip());
    }

    /** Nothing is done with a payment without one. */
    static Optional<Rejection.Problem> reasonProblem(String reason) {
        return reason.isBlank() || reason.length() > LONGEST_REASON
                ? Optional.of(new Rejection.Problem("reason", "reason.shape"))
                : Optional.empty();
    }

    /** What the engine is asked for; the request's name makes a repeat harmless. */
    ChangeRequest request(Payment payment, String name) {
        return new ChangeRequest(
                kind,
                payment.key(),
                Optional.of("staff-" + name),
                amount.map(Money::decimal),
                Optional.empty(),
                java.util.List.of());
    }

    /** What of the money it concerns, for the rule of the second person. */
    public Money size(Payment payment) {
        return amount.orElse(most(payment, kind));
    }
}
