package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.acquirer.Line;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.transport.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of whatever is in doubt or waits. Four ways out: the acquirer knows it; the same key is sent
 * again; it is certainly not there; a person looks.
 */
@Component
class DoubtResolver {
    private final Journal journal;
    private final Calls calls;
    private final Commands commands;
    private final Clock clock;

    DoubtResolver(Journal journal, Calls calls, Commands commands, Clock clock) {
        this.journal = journal;
        this.calls = calls;
        this.commands = commands;
        this.clock = clock;
    }

    /** Looks at once at all that is open of a payment; for staff and for the shopper who came back. */
    void lookNow(Payment payment) {
        journal.takeNow(payment.id()).forEach(this::resolve);
    }

    /** Looks at one operation that this node has just claimed. */
    void resolve(Operation operation) {
        var payment = journal.find(operation.paymentId()).orElseThrow();
        var line = calls.line(payment);
        var can = calls.abilities(line);
        if (!can.known()) {
            conclude(operation, Outcomes.lookAgain(operation, "The plugin is not loaded.", clock.instant()), List.of());
            return;
        }
        switch (operation.kind()) {
            case CREATE -> resolveCreate(payment, operation, line, can);
            case VOID -> resolveVoid(payment, operation, line, can);
            case CANCEL, SETTLE, REFUND -> resolveChange(payment, operation, line, can);
        }
    }

    private void resolveCreate(Payment payment, Operation operation, Line line, Abilities can) {
        if (payment.status().isDecided()) {
            // Cancelled or given up while nobody knew: remove whatever there may be.
            conclude(
                    operation,
                    Conclusion.of(Operation.State.DONE, "over", "The payment is over; it is voided.", book -> {})
                            .voiding(),
                    List.of());
            return;
        }
        if (can.can(Capability.INQUIRE)) {
            inquireCreate(payment, operation, line, can);
        } else if (expired(payment)) {
            expire(payment, operation, List.of(), operation.state() == Operation.State.IN_DOUBT);
        } else if (operation.state() == Operation.State.WAITING) {
            conclude(operation, stillWaiting(payment, operation, can), List.of());
        } else if (JournaledEngine.withinReplay(operation, can, clock.instant())) {
            // Only VTEX's repeat brings the card again; until then there is nothing to ask.
            var end = payment.expiresAt().orElse(clock.instant().plus(Duration.ofHours(1)));
            conclude(
                    operation,
                    Outcomes.lookAgain(operation, "Waits for VTEX to repeat the call.", clock.instant())
                            .dueAt(end),
                    List.of());
        } else {
            conclude(operation, Outcomes.review("The acquirer can neither be asked nor asked again."), List.of());
        }
    }

    private void inquireCreate(Payment payment, Operation operation, Line line, Abilities can) {
        var inquiry = commands.inquiry(payment, operation, can.descriptor().orElseThrow());
        var answer = calls.ask(line, it -> it.inquire(inquiry));
        var seen = seen(answer);
        if (!(answer instanceof Answer.Answered<Inquiry.Outcome>(var outcome, var _, var _))) {
            conclude(operation, again(operation, answer), seen);
            return;
        }
        switch (outcome) {
            case Inquiry.Authorized(Authorization.Pending _)
            when expired(payment) -> expire(payment, operation, seen, true);
            case Inquiry.Authorized(var result) ->
                conclude(
                        operation,
                        Outcomes.created(payment, can, result, false, clock.instant())
                                .afterAsking(),
                        seen);
            case Inquiry.Gone(var reason) -> gone(operation, reason, seen);
            case Inquiry.NotFound() -> notFound(payment, operation, can, seen);
            case Inquiry.Changed _, Inquiry.Unknown _
            when expired(payment) -> expire(payment, operation, seen, operation.state() == Operation.State.IN_DOUBT);
            case Inquiry.Changed _, Inquiry.Unknown _ ->
                conclude(
                        operation, Outcomes.lookAgain(operation, "The acquirer could not say.", clock.instant()), seen);
        }
    }

    private void gone(Operation operation, String reason, List<Exchange> seen) {
        conclude(
                operation,
                Conclusion.of(Operation.State.DONE, "gone", reason, book -> {
                    book.inDoubt = false;
                    book.say("gone", reason);
                    book.become(PaymentStatus.EXPIRED);
                    book.decidedAt = Optional.of(clock.instant());
                }),
                seen);
    }

    /** Evidence at first; certain the second time, once the acquirer has had time to settle. */
    private void notFound(Payment payment, Operation operation, Abilities can, List<Exchange> seen) {
        var settling = can.descriptor().orElseThrow().timing().settlingTime();
        var certain = operation.notFound() > 0
                && operation
                        .firstNotFoundAt()
                        .map(it -> !it.plus(settling).isAfter(clock.instant()))
                        .orElse(false);
        if (certain && expired(payment)) {
            expire(payment, operation, seen, false);
        } else if (certain) {
            conclude(
                    operation,
                    Conclusion.of(
                                    Operation.State.FAILED,
                                    "not-there",
                                    "The acquirer knows nothing of it; it may be sent again.",
                                    book -> book.inDoubt = false)
                            .dueAt(payment.expiresAt().orElse(clock.instant()))
                            .withNotFound(),
                    seen);
        } else {
            var next = operation.firstNotFoundAt().orElse(clock.instant()).plus(settling);
            conclude(
                    operation,
                    Outcomes.lookAgain(operation, "The acquirer does not find it.", clock.instant())
                            .withNotFound()
                            .dueAt(next),
                    seen);
        }
    }

    private void expire(Payment payment, Operation operation, List<Exchange> seen, boolean mayBeThere) {
        var conclusion = Conclusion.of(Operation.State.DONE, "expired", "Nobody paid in time.", book -> {
            book.inDoubt = false;
            book.say("expired", "Nobody paid in time.");
            book.become(PaymentStatus.EXPIRED);
            book.decidedAt = Optional.of(clock.instant());
        });
        var there = mayBeThere || payment.status() == PaymentStatus.PENDING;
        conclude(operation, there ? conclusion.voiding() : conclusion, seen);
    }

    private Conclusion stillWaiting(Payment payment, Operation operation, Abilities can) {
        return Conclusion.of(operation.state(), "", "", book -> {})
                .afterAsking()
                .dueAt(Outcomes.nextLook(payment, can, clock.instant()));
    }

    private void resolveVoid(Payment payment, Operation operation, Line line, Abilities can) {
        if (!can.can(Capability.CANCEL)) {
            conclude(
                    operation,
                    Outcomes.review("Something may be left at the acquirer, which cannot cancel."),
                    List.of());
            return;
        }
        var change = commands.change(payment, operation, List.of());
        var answer = calls.ask(line, change);
        var conclusion = switch (answer) {
            case Answer.Answered<Change.Outcome>(Change.Refused(var decline), var _, var _) ->
                Outcomes.review("The acquirer did not remove it: " + decline.message());
            case Answer.Answered<Change.Outcome>(var outcome, var _, var _) ->
                Outcomes.changed(payment, operation, can, outcome, clock.instant());
            default -> again(operation, answer);
        };
        conclude(operation, conclusion, seen(answer));
    }

    private void resolveChange(Payment payment, Operation operation, Line line, Abilities can) {
        if (operation.state() == Operation.State.IN_DOUBT
                && JournaledEngine.withinReplay(operation, can, clock.instant())) {
            replay(payment, operation, line, can);
        } else if (can.can(Capability.INQUIRE)) {
            inquireChange(payment, operation, line, can);
        } else if (operation.state() == Operation.State.WAITING) {
            conclude(operation, stillWaiting(payment, operation, can), List.of());
        } else {
            conclude(operation, Outcomes.review("The acquirer can neither be asked nor asked again."), List.of());
        }
    }

    private void replay(Payment payment, Operation operation, Line line, Abilities can) {
        var answer = calls.ask(line, commands.change(payment, operation, List.of()));
        var conclusion = switch (answer) {
            case Answer.Answered<Change.Outcome>(var outcome, var _, var _) ->
                Outcomes.changed(payment, operation, can, outcome, clock.instant());
            // That this attempt was not sent says nothing about the first one.
            default -> again(operation, answer);
        };
        conclude(operation, conclusion, seen(answer));
    }

    private void inquireChange(Payment payment, Operation operation, Line line, Abilities can) {
        var inquiry = commands.inquiry(payment, operation, can.descriptor().orElseThrow());
        var answer = calls.ask(line, it -> it.inquire(inquiry));
        var conclusion = switch (answer) {
            case Answer.Answered<Inquiry.Outcome>(Inquiry.Changed(var outcome), var _, var _) ->
                Outcomes.changed(payment, operation, can, outcome, clock.instant())
                        .afterAsking();
            case Answer.Answered<Inquiry.Outcome>(Inquiry.NotFound(), var _, var _) -> changeNotFound(operation, can);
            default -> again(operation, answer);
        };
        conclude(operation, conclusion, seen(answer));
    }

    private Conclusion changeNotFound(Operation operation, Abilities can) {
        var settling = can.descriptor().orElseThrow().timing().settlingTime();
        var first = operation.firstNotFoundAt();
        if (first.isPresent() && !first.get().plus(settling).isAfter(clock.instant())) {
            return Outcomes.changeBrokenDown(
                            operation,
                            Effect.NONE,
                            "The acquirer knows nothing of it; it may be sent again.",
                            clock.instant())
                    .withNotFound();
        }
        return Outcomes.lookAgain(operation, "The acquirer does not find it.", clock.instant())
                .withNotFound()
                .dueAt(first.orElse(clock.instant()).plus(settling));
    }

    private Conclusion again(Operation operation, Answer<?> answer) {
        var why = switch (answer) {
            case Answer.BrokenDown<?> broken -> broken.reason();
            case Answer.Refused<?>(var reason) -> reason;
            case Answer.Answered<?> _ -> "The acquirer could not say.";
        };
        return Outcomes.lookAgain(operation, why, clock.instant());
    }

    private boolean expired(Payment payment) {
        return payment.expiresAt().map(it -> !it.isAfter(clock.instant())).orElse(false);
    }

    private void conclude(Operation operation, Conclusion conclusion, List<Exchange> seen) {
        journal.conclude(operation, conclusion, seen, true);
    }

    private static List<Exchange> seen(Answer<?> answer) {
        return switch (answer) {
            case Answer.Answered<?>(var _, var exchanges, var _) -> exchanges;
            case Answer.BrokenDown<?> broken -> broken.exchanges();
            case Answer.Refused<?> _ -> List.of();
        };
    }
}
