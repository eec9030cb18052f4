package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inquiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** What became of a cancel, a settlement or a refund. */
final class ChangeLooks {
    /** VTEX repeats a change for a day; half of it is left for a person to act. */
    static final Duration WARNING = Duration.ofHours(12);

    private final Journal journal;
    private final Calls calls;
    private final Commands commands;
    private final Clock clock;

    ChangeLooks(Journal journal, Calls calls, Commands commands, Clock clock) {
        this.journal = journal;
        this.calls = calls;
        this.commands = commands;
        this.clock = clock;
    }

    Finding at(Look look) {
        return look(look).with((payment, conclusion) -> warned(look, payment, conclusion));
    }

    private Conclusion warned(Look look, Payment payment, Conclusion conclusion) {
        var open = conclusion.state() == Operation.State.WAITING || conclusion.state() == Operation.State.IN_DOUBT;
        var since = look.operation().createdAt();
        if (!open || payment.review().isPresent() || since.plus(WARNING).isAfter(clock.instant())) {
            return conclusion;
        }
        return conclusion.flagged("A " + look.operation().kind().name().toLowerCase(Locale.ROOT) + " is open since "
                + since + "; VTEX stops asking for it after a day.");
    }

    private Finding look(Look look) {
        var operation = look.operation();
        if (look.shut().isPresent()) {
            return Finding.of(payment -> Unasked.lookAgain(look, payment, clock.instant()));
        }
        if (operation.state() == Operation.State.IN_DOUBT && look.can().replays(operation, clock.instant())) {
            return replay(look);
        }
        if (look.can().can(Capability.INQUIRE)) {
            return ask(look);
        }
        if (operation.state() == Operation.State.WAITING) {
            return Finding.of(Conclusion.of(operation.state(), "", "", book -> {})
                    .afterAsking()
                    .dueAt(Outcomes.nextLook(operation, look.can(), clock.instant())));
        }
        return Finding.of(Outcomes.review(Outcomes.NEVER_TOLD));
    }

    private Finding replay(Look look) {
        var operation = look.operation();
        var recipients = journal.recipients(operation, look.payment().amount());
        var answer = calls.ask(look.line(), commands.change(look.payment(), operation, recipients));
        return Finding.of(answer, payment -> switch (answer) {
            case Answer.Answered<Change.Outcome>(var outcome, var _, var _) ->
                Outcomes.changed(payment, operation, look.can(), outcome, clock.instant());
            // That this attempt was not sent says nothing about the first one.
            default -> Outcomes.lookAgain(operation, Finding.why(answer), clock.instant());
        });
    }

    private Finding ask(Look look) {
        var operation = look.operation();
        var inquiry = commands.inquiry(
                look.payment(), operation, look.can().descriptor().orElseThrow());
        var answer = calls.ask(look.line(), it -> it.inquire(inquiry));
        return Finding.of(answer, payment -> switch (answer) {
            case Answer.Answered<Inquiry.Outcome>(Inquiry.Changed(Change.Refused _), var _, var _)
            when operation.isAnotherAttempt() -> notFound(look);
            case Answer.Answered<Inquiry.Outcome>(Inquiry.Changed(var outcome), var _, var _) ->
                Outcomes.changed(payment, operation, look.can(), outcome, clock.instant())
                        .afterAsking();
            case Answer.Answered<Inquiry.Outcome>(Inquiry.NotFound(), var _, var _) -> notFound(look);
            // Where nothing is left there is nothing to cancel either.
            case Answer.Answered<Inquiry.Outcome>(Inquiry.Gone _, var _, var _)
            when operation.kind() == Operation.Kind.CANCEL ->
                Outcomes.done(operation, operation.changeId().orElse(operation.key()), "", book -> {})
                        .afterAsking();
            default -> Outcomes.lookAgain(operation, Finding.why(answer), clock.instant());
        });
    }

    private Conclusion notFound(Look look) {
        if (look.operation().state() == Operation.State.WAITING) {
            return Evidence.ofAcknowledged(
                    look, Outcomes.nextLook(look.operation(), look.can(), clock.instant()), clock.instant());
        }
        return Evidence.certain(look.operation(), look.can(), clock.instant())
                ? Outcomes.changeBrokenDown(
                                look.operation(),
                                Effect.NONE,
                                "The acquirer knows nothing of it; it may be sent again.",
                                clock.instant())
                        .withNotFound()
                : Evidence.lookAgain(look.operation(), look.can(), clock.instant());
    }
}
