package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Inquiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What became of an authorization. */
final class CreateLooks {
    private final Calls calls;
    private final Commands commands;
    private final Clock clock;

    CreateLooks(Calls calls, Commands commands, Clock clock) {
        this.calls = calls;
        this.commands = commands;
        this.clock = clock;
    }

    Finding at(Look look) {
        if (look.operation().stayedHere()) {
            return Finding.of(payment -> payment.status().isDecided() ? over() : expire(payment, false));
        }
        return undecided(look, look.can().can(Capability.INQUIRE) ? this::ask : this::withoutAsking);
    }

    /** A decided payment is not asked about, and nobody is asked who cannot be. */
    private Finding undecided(Look look, Function<Look, Finding> otherwise) {
        if (look.payment().status().isDecided()) {
            return Finding.of(this::over);
        }
        return look.shut().isPresent()
                ? Finding.of(undecided(payment -> Unasked.lookAgain(look, payment, now())))
                : otherwise.apply(look);
    }

    private Finding withoutAsking(Look look) {
        return Finding.of(undecided(payment -> withoutAsking(payment, look)));
    }

    private Conclusion withoutAsking(Payment payment, Look look) {
        var operation = look.operation();
        if (expired(payment)) {
            return expire(payment, operation.isDoubtful());
        }
        if (operation.state() == Operation.State.WAITING) {
            return Conclusion.of(operation.state(), "", "", book -> {})
                    .afterAsking()
                    .dueAt(Outcomes.nextLook(payment, look.can(), now()));
        }
        var end = payment.expiresAt().orElse(now().plus(Duration.ofHours(1)));
        if (operation.state() == Operation.State.IN_DOUBT && look.can().replays(operation, now())) {
            // Only VTEX's repeat brings the card again; until then there is nothing to ask.
            var window = look.can().replayableUntil(operation).orElse(end);
            return Outcomes.lookAgain(operation, "Waits for VTEX to repeat the call.", now())
                    .dueAt(window.isBefore(end) ? window : end);
        }
        // When its time is over, what may be there is removed.
        return Outcomes.review(Outcomes.NEVER_TOLD).dueAt(end);
    }

    private Finding ask(Look look) {
        var descriptor = look.can().descriptor().orElseThrow();
        var inquiry = commands.inquiry(look.payment(), look.operation(), descriptor);
        var answer = calls.ask(look.line(), it -> it.inquire(inquiry));
        return Finding.of(answer, undecided(payment -> found(payment, look, answer)));
    }

    private Conclusion found(Payment payment, Look look, Answer<Inquiry.Outcome> answer) {
        var operation = look.operation();
        if (!(answer instanceof Answer.Answered<Inquiry.Outcome>(var outcome, var _, var _))) {
            return Outcomes.lookAgain(operation, Finding.why(answer), now());
        }
        var doubtful = operation.isDoubtful();
        return switch (outcome) {
            case Inquiry.Authorized(Authorization.Pending _) when expired(payment) -> expire(payment, true);
            case Inquiry.Authorized(var result) ->
                Outcomes.created(payment, look.can(), result, false, now()).afterAsking();
            case Inquiry.Gone(var reason) -> Outcomes.gone(reason, now());
            case Inquiry.NotFound() -> notFound(payment, look);
            case Inquiry.Changed _, Inquiry.Unknown _ when expired(payment) -> expire(payment, doubtful);
            case Inquiry.Changed _, Inquiry.Unknown _ -> Outcomes.lookAgain(operation, Finding.why(answer), now());
        };
    }

    private Conclusion notFound(Payment payment, Look look) {
        if (look.operation().state() == Operation.State.WAITING) {
            return expired(payment)
                    ? expire(payment, true)
                    : Evidence.ofAcknowledged(look, Outcomes.nextLook(payment, look.can(), now()), now());
        }
        if (!Evidence.certain(look.operation(), look.can(), now())) {
            return Evidence.lookAgain(look.operation(), look.can(), now());
        }
        if (expired(payment)) {
            return expire(payment, false);
        }
        return Conclusion.of(
                        Operation.State.FAILED,
                        "not-there",
                        "The acquirer knows nothing of it; it may be sent again.",
                        book -> book.inDoubt = false)
                .dueAt(payment.expiresAt().orElse(now()))
                .withNotFound();
    }

    private Conclusion expire(Payment payment, boolean mayBeThere) {
        var conclusion = Conclusion.of(Operation.State.DONE, "expired", "Nobody paid in time.", book -> {
            book.inDoubt = false;
            book.say("expired", "Nobody paid in time.");
            book.become(PaymentStatus.EXPIRED);
            book.decidedAt = Optional.of(now());
        });
        return mayBeThere || payment.status() == PaymentStatus.PENDING ? conclusion.voiding() : conclusion;
    }

    /** The shopper acted, and nobody knows what came of it: how does the authorization itself stand? */
    Finding atResume(Look look) {
        return undecided(look, this::lookAtResume);
    }

    private Finding lookAtResume(Look look) {
        if (!look.can().can(Capability.INQUIRE)) {
            if (look.can().replays(look.operation(), now())) {
                // What came with him is not kept: he comes once more, and it leaves under the same key.
                return Finding.of(
                        Outcomes.notDone(look.operation(), "interrupted", "The shopper may come back again."));
            }
            return Finding.of(undecided(payment -> Outcomes.review(Outcomes.RETURN_NEVER_TOLD)));
        }
        var inquiry = commands.inquiry(
                look.payment(), look.operation(), look.can().descriptor().orElseThrow());
        var answer = calls.ask(look.line(), it -> it.inquire(inquiry));
        return Finding.of(answer, undecided(payment -> resumed(payment, look, answer)));
    }

    private Conclusion resumed(Payment payment, Look look, Answer<Inquiry.Outcome> answer) {
        var pending = answer instanceof Answer.Answered<Inquiry.Outcome>(var outcome, var _, var _)
                && (outcome instanceof Inquiry.NotFound
                        || outcome instanceof Inquiry.Authorized(Authorization.Pending _));
        if (!pending) {
            return found(payment, look, answer);
        }
        return Evidence.certain(look.operation(), look.can(), now())
                ? Outcomes.notDone(look.operation(), "not-there", "The shopper may try again.")
                        .withNotFound()
                : Evidence.lookAgain(look.operation(), look.can(), now());
    }

    private Function<Payment, Conclusion> undecided(Function<Payment, Conclusion> otherwise) {
        return payment -> payment.status().isDecided() ? over(payment) : otherwise.apply(payment);
    }

    /** Decided by something else meanwhile. If it never was authorized, whatever there may be is removed. */
    private Conclusion over(Payment payment) {
        return payment.authorizedAt().isPresent() ? over() : over().voiding();
    }

    private static Conclusion over() {
        return Conclusion.of(
                Operation.State.DONE, "over", "The payment had been decided.", book -> book.inDoubt = false);
    }

    private boolean expired(Payment payment) {
        return payment.isExpired(now());
    }

    private Instant now() {
        return clock.instant();
    }
}
