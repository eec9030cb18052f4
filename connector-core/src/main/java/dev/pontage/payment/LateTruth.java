package dev.pontage.payment;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * What an acquirer tells by itself, possibly late, twice or out of order: from it to what the journal writes. Empty where
 * it was known already. Truth only moves forward; where the acquirer takes back what it had said, the book is corrected
 * and staff see it.
 */
final class LateTruth {
    private static final String TWICE =
            "The acquirer tells of a second authorization of this payment: give one of them back by hand.";

    private LateTruth() {}

    static Optional<Conclusion> authorized(
            Payment payment, Operation create, Abilities can, Authorization.Outcome outcome, Instant now) {
        return switch (outcome) {
            case Authorization.Approved approved
            when payment.authorizedAt().isPresent() ->
                isAnother(payment, create, approved) ? flagged(payment, create, TWICE) : Optional.empty();
            case Authorization.Approved _ -> Optional.of(Outcomes.created(payment, can, outcome, false, now));
            case Authorization.Denied denied
            when payment.authorizedAt().isPresent() ->
                flagged(
                        payment,
                        create,
                        "The acquirer now says that it denied this payment: "
                                + denied.decline().message());
            case Authorization.Denied _ when payment.status().isDecided() && create.isFinal() -> Optional.empty();
            case Authorization.Denied _ -> Optional.of(Outcomes.created(payment, can, outcome, false, now));
            case Authorization.Pending _ when payment.status().isDecided() || create.isFinal() -> Optional.empty();
            case Authorization.Pending _ -> Optional.of(Outcomes.created(payment, can, outcome, false, now));
        };
    }

    /** Of two sales that left for one payment, each for good reason, the one that was given up was carried out after all. */
    private static boolean isAnother(Payment payment, Operation create, Authorization.Approved approved) {
        var known = payment.identifiers();
        var told = approved.identifiers();
        return create.isAnotherAttempt()
                && (differ(known.tid(), told.tid()) || differ(known.authorizationId(), told.authorizationId()));
    }

    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** @param name how the acquirer called it */
    static Optional<Conclusion> changed(
            Payment payment, Operation change, String name, Abilities can, Change.Outcome outcome, Instant now) {
        if (change.kind() == Operation.Kind.VOID && outcome instanceof Change.Refused(var decline)) {
            return stillThere(change, can, decline.message(), now);
        }
        return switch (change.state()) {
            case OPEN -> Optional.empty();
            case IN_DOUBT, REVIEW ->
                outcome instanceof Change.Refused && change.isAnotherAttempt()
                        ? Optional.empty()
                        : Optional.of(Outcomes.changed(payment, change, can, outcome, now));
            case WAITING ->
                outcome instanceof Change.Refused(var decline)
                        ? Optional.of(noLonger(change, can, decline.code(), decline.message(), now))
                        : Optional.of(Outcomes.changed(payment, change, can, outcome, now));
            case DONE ->
                outcome instanceof Change.Refused(var decline)
                        ? noLongerDone(payment, change, name, can, decline.message(), now)
                        : Optional.empty();
            case FAILED, MANUAL, REVERSED ->
                outcome instanceof Change.Done done ? doneAfterAll(payment, change, done) : Optional.empty();
        };
    }

    /** By the key that all attempts share, the acquirer may speak of one before the one that it carried out. */
    private static Optional<Conclusion> noLongerDone(
            Payment payment, Operation change, String name, Abilities can, String reason, Instant now) {
        var ofThisOne = !change.isAnotherAttempt()
                || (!change.isCalled(name) && change.changeId().equals(Optional.of(name)));
        return ofThisOne
                ? reversed(payment, change, can, reason, now)
                : flagged(payment, change, "The acquirer refused an attempt, maybe an earlier one: " + reason);
    }

    /** The amount had been given free again: it counts if it still fits, and a person looks in any case. */
    private static Optional<Conclusion> doneAfterAll(Payment payment, Operation change, Change.Done done) {
        var why = "The acquirer carried out a " + change.kind().name().toLowerCase(java.util.Locale.ROOT)
                + " that had been answered as failed.";
        var fits = switch (change.kind()) {
            case SETTLE ->
                payment.settled().minor() + payment.settling().minor() + change.amount()
                        <= payment.ceiling().minor();
            case REFUND -> change.amount() <= payment.refundable().minor();
            default -> true;
        };
        if (!fits) {
            return flagged(payment, change, why + " It is more than was left, so the sums do not contain it.");
        }
        var conclusion = Outcomes.done(change, done.id(), "", book -> {
            book.reserve(change);
            book.remember(done.references());
            book.review = Optional.of(why);
        });
        // What VTEX was answered once stays what it is answered.
        return Optional.of(
                change.state() == Operation.State.REVERSED
                        ? conclusion
                                .answering(
                                        change.code().orElse(""),
                                        change.message().orElse(""))
                                .named(change.changeId())
                        : conclusion);
    }

    /** What a dead payment may have left is removed once more; how, is for the look at it to find out. */
    private static Optional<Conclusion> stillThere(Operation change, Abilities can, String reason, Instant now) {
        return change.state() == Operation.State.OPEN
                ? Optional.empty()
                : Optional.of(VoidLooks.refused(change.in(Operation.State.IN_DOUBT), can, reason, now));
    }

    /** What was taken in is refused. If that may be of the attempt before, whoever can be asked is asked. */
    private static Conclusion noLonger(Operation change, Abilities can, String code, String message, Instant now) {
        return change.isAnotherAttempt() && can.can(Capability.INQUIRE)
                ? Conclusion.of(change.state(), code, message, book -> {}).dueAt(now)
                : Outcomes.notDone(change, code, message);
    }

    /** A change that was believed done has failed after all. */
    static Optional<Conclusion> reversed(Payment payment, Operation change, Abilities can, String reason, Instant now) {
        if (change.kind() == Operation.Kind.VOID) {
            return stillThere(change, can, reason, now);
        }
        return switch (change.state()) {
            case DONE -> takenBack(payment, change, reason);
            case WAITING -> Optional.of(noLonger(change, can, "refused", reason, now));
            // Perhaps of the attempt before: this one is asked about.
            case IN_DOUBT, REVIEW ->
                change.isAnotherAttempt() ? Optional.empty() : Optional.of(Outcomes.notDone(change, "refused", reason));
            case OPEN, FAILED, MANUAL, REVERSED -> Optional.empty();
        };
    }

    private static Optional<Conclusion> takenBack(Payment payment, Operation change, String reason) {
        var why = "The acquirer did not carry out the " + change.kind().name().toLowerCase(java.util.Locale.ROOT)
                + " after all: " + reason;
        var refunded = change.kind() == Operation.Kind.SETTLE
                && payment.settled().minor() - change.amount()
                        < payment.refunded().minor() + payment.refunding().minor();
        if (refunded) {
            return flagged(payment, change, why + " Part of it has been refunded already.");
        }
        var conclusion = Conclusion.of(
                Operation.State.REVERSED,
                change.code().orElse(""),
                change.message().orElse(""),
                book -> book.takeBack(change, why));
        return Optional.of(payment.authorizedAt().isPresent() ? conclusion : conclusion.voiding());
    }

    /** The authorization exists no longer at the acquirer. */
    static Optional<Conclusion> gone(Payment payment, Operation create, String reason, Instant now) {
        return switch (payment.status()) {
            case RECEIVED, PENDING -> Optional.of(Outcomes.gone(reason, now));
            case AUTHORIZED, PARTLY_SETTLED ->
                Optional.of(same(create, book -> {
                    book.become(
                            book.status == PaymentStatus.AUTHORIZED ? PaymentStatus.EXPIRED : PaymentStatus.RELEASED);
                    book.review = Optional.of("The authorization is gone at the acquirer: " + reason);
                }));
            default -> Optional.empty();
        };
    }

    private static Optional<Conclusion> flagged(Payment payment, Operation operation, String why) {
        return payment.review().equals(Optional.of(why))
                ? Optional.empty()
                : Optional.of(same(operation, book -> book.review = Optional.of(why)));
    }

    /** The operation stays as it is; only the payment is told. */
    private static Conclusion same(Operation operation, java.util.function.Consumer<Book> book) {
        return Conclusion.of(
                operation.state(),
                operation.code().orElse(""),
                operation.message().orElse(""),
                book);
    }
}
