package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inquiry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Removes at the acquirer what a dead payment may have left there. A sale that is only carried out after we were cut off
 * comes later than its void, so a refusal is followed up until the acquirer certainly has nothing.
 */
final class VoidLooks {
    private static final String CANNOT_CANCEL = "Something may be left at the acquirer, which cannot cancel.";

    private final Calls calls;
    private final Commands commands;
    private final Clock clock;

    VoidLooks(Calls calls, Commands commands, Clock clock) {
        this.calls = calls;
        this.commands = commands;
        this.clock = clock;
    }

    Finding at(Look look) {
        if (look.shut().isPresent()) {
            return Finding.of(payment -> Unasked.lookAgain(look, payment, clock.instant()));
        }
        if (!look.can().can(Capability.CANCEL)) {
            return Finding.of(Outcomes.review(CANNOT_CANCEL));
        }
        // What the acquirer has taken in, or may have, is asked about before it is sent again.
        var sent = look.operation().asked() > 0 || look.operation().state() == Operation.State.WAITING;
        return sent && look.can().can(Capability.INQUIRE) ? ask(look) : cancel(look);
    }

    private Finding ask(Look look) {
        var inquiry = commands.authorizationInquiry(
                look.payment(), look.can().descriptor().orElseThrow());
        var answer = calls.ask(look.line(), it -> it.inquire(inquiry));
        if (!(answer instanceof Answer.Answered<Inquiry.Outcome>(var outcome, var _, var _))) {
            return Finding.of(answer, payment -> again(look, answer));
        }
        return switch (outcome) {
            case Inquiry.Authorized(Authorization.Denied _), Inquiry.Gone _ ->
                Finding.of(answer, payment -> nothingLeft());
            case Inquiry.NotFound _ ->
                Finding.of(
                        answer,
                        payment -> Evidence.certain(look.operation(), look.can(), clock.instant())
                                ? nothingLeft().withNotFound()
                                : Evidence.lookAgain(look.operation(), look.can(), clock.instant()));
            case Inquiry.Authorized(Authorization.Approved _) ->
                cancel(look).with((payment, conclusion) -> conclusion.flagged(Outcomes.PAID_TOO_LATE));
            case Inquiry.Authorized _ -> cancel(look);
            case Inquiry.Changed _, Inquiry.Unknown _ -> cancel(look);
        };
    }

    private Finding cancel(Look look) {
        var answer = calls.ask(look.line(), commands.change(look.payment(), look.operation(), List.of()));
        return Finding.of(answer, payment -> switch (answer) {
            case Answer.Answered<Change.Outcome>(Change.Refused(var decline), var _, var _) ->
                refused(look.operation(), look.can(), decline.message(), clock.instant());
            case Answer.Answered<Change.Outcome>(Change.Unsupported(), var _, var _) -> Outcomes.review(CANNOT_CANCEL);
            case Answer.Answered<Change.Outcome>(var outcome, var _, var _) ->
                Outcomes.changed(payment, look.operation(), look.can(), outcome, clock.instant());
            default -> again(look, answer);
        });
    }

    /** The acquirer did not remove it: whoever can be asked is asked, and for the others a person looks. */
    static Conclusion refused(Operation operation, Abilities can, String why, Instant now) {
        return can.can(Capability.INQUIRE)
                ? Outcomes.lookAgain(operation, "The acquirer did not remove it: " + why, now)
                : Outcomes.review("The acquirer did not remove it: " + why);
    }

    private Conclusion again(Look look, Answer<?> answer) {
        return Outcomes.lookAgain(look.operation(), Finding.why(answer), clock.instant());
    }

    private static Conclusion nothingLeft() {
        return Conclusion.of(Operation.State.DONE, "nothing-left", "The acquirer has nothing of it.", book -> {});
    }
}
