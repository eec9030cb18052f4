package dev.pontage.payment;

import dev.pontage.policy.Delays;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** From what an acquirer said to what the journal writes. */
final class Outcomes {
    /** The first look after a breakdown. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    static final String PAID_TOO_LATE = "The acquirer approved this payment after it was over; it is being voided.";

    /** Why a person is asked where neither the acquirer can be nor a call can be sent again. */
    static final String NEVER_TOLD = "The acquirer can neither be asked nor asked again.";

    /** The same for what came of the shopper's return. */
    static final String RETURN_NEVER_TOLD = "The acquirer cannot be asked what came of the shopper's return.";

    private static final Set<String> NOBODY_KNOWS = Set.of(NEVER_TOLD, RETURN_NEVER_TOLD);

    /** Between two looks at a change: VTEX asks for it for a day only. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** What the largest QR picture (version 40, level L) holds; a Pix code has 512 characters at most. */
    private static final int LONGEST_CODE = 2_953;

    private Outcomes() {}

    /** How a create ends. Late truth about a payment that is over means: remove what was made at the acquirer. */
    static Conclusion created(
            Payment payment, Abilities can, Authorization.Outcome outcome, boolean atCreation, Instant now) {
        var over = payment.status().isDead();
        return switch (outcome) {
            case Authorization.Approved approved when over -> tooLate(approved);
            case Authorization.Approved approved when tooLittle(payment, approved) -> tooLittle(payment, approved, now);
            case Authorization.Approved approved
            when atCreation && can.showsSomething(payment.method()) -> unbelieved(approved, can, payment, now);
            case Authorization.Approved approved -> approved(payment, approved, now);
            case Authorization.Denied denied -> denied(denied, now);
            case Authorization.Pending pending
            when over ->
                Conclusion.of(
                                Operation.State.DONE,
                                pending.code(),
                                pending.message(),
                                book -> book.learn(pending.identifiers()))
                        .voiding();
            case Authorization.Pending pending when useless(payment, pending, can, atCreation) -> useless(pending, now);
            case Authorization.Pending pending -> pending(payment, pending, can, now);
        };
    }

    private static Conclusion approved(Payment payment, Authorization.Approved approved, Instant now) {
        return Conclusion.of(Operation.State.DONE, approved.code(), approved.message(), book -> {
            book.learn(approved.identifiers());
            book.say(approved.code(), approved.message());
            // What waited for a person because nobody knew is known now; what waits for another reason goes on.
            book.review = book.review.filter(it -> !NOBODY_KNOWS.contains(it));
            book.inDoubt = false;
            approved.maximum()
                    .filter(it -> it.minor() > payment.amount().minor())
                    .ifPresent(it -> {
                        book.maximum = Optional.of(payment.amount().of(it.minor()));
                        book.ceiling = it.minor();
                    });
            if (!book.status.isDecided()) {
                book.become(PaymentStatus.AUTHORIZED);
                book.decidedAt = Optional.of(now);
                book.authorizedAt = Optional.of(now);
            }
        });
    }

    /** VTEX knows no approval of a part: the order would go out with what is missing unpaid. */
    private static boolean tooLittle(Payment payment, Authorization.Approved approved) {
        return !payment.status().isDecided()
                && approved.maximum()
                        .filter(it -> it.minor() < payment.amount().minor())
                        .isPresent();
    }

    private static Conclusion tooLittle(Payment payment, Authorization.Approved approved, Instant now) {
        var part = approved.maximum().map(Money::plain).orElse("");
        var message =
                "The acquirer approved " + part + " of " + payment.amount().plain() + " only; it is removed.";
        return denied("partly-approved", message, now, book -> {
                    book.learn(approved.identifiers());
                    book.inDoubt = false;
                })
                .voiding();
    }

    private static Conclusion tooLate(Authorization.Approved approved) {
        return Conclusion.of(Operation.State.DONE, approved.code(), approved.message(), book -> {
                    book.learn(approved.identifiers());
                    book.inDoubt = false;
                    book.review = Optional.of(PAID_TOO_LATE);
                })
                .voiding();
    }

    /** Making a code or a slip is not a payment, whatever a plugin says. */
    private static Conclusion unbelieved(Authorization.Approved approved, Abilities can, Payment payment, Instant now) {
        var pending = Authorization.Pending.show(approved.identifiers(), new NextStep.Wait());
        return pending(payment, pending, can, now)
                .flagged("The plugin called the mere creation an approval; it was not believed.");
    }

    private static Conclusion denied(Authorization.Denied denied, Instant now) {
        var decline = denied.decline();
        return Conclusion.of(Operation.State.DONE, decline.code(), decline.message(), book -> {
            book.learn(denied.identifiers());
            book.inDoubt = false;
            if (!book.status.isDecided()) {
                book.say(decline.code(), decline.message());
                book.become(PaymentStatus.DENIED);
                book.decidedAt = Optional.of(now);
            }
        });
    }

    private static Conclusion pending(Payment payment, Authorization.Pending pending, Abilities can, Instant now) {
        var first = payment.status() == PaymentStatus.RECEIVED && payment.next().isEmpty();
        var conclusion = Conclusion.of(Operation.State.WAITING, pending.code(), pending.message(), book -> {
            book.learn(pending.identifiers());
            book.say(pending.code(), pending.message());
            book.inDoubt = false;
            if (book.next.isEmpty()) {
                book.next = Optional.of(pending.next());
            }
            if (first) {
                pending.validity().ifPresent(it -> shorten(book, payment, it));
            }
            if (book.status == PaymentStatus.RECEIVED) {
                book.become(PaymentStatus.PENDING);
            }
        });
        return conclusion.dueAt(nextLook(payment, can, now));
    }

    /** The first answer's delay never exceeds the acquirer's validity; later ones repeat it. */
    private static void shorten(Book book, Payment payment, Duration validity) {
        var seconds = (int) Math.min(validity.toSeconds(), book.delays.toCancel());
        book.delays = new Delays(seconds, book.delays.toAutoSettle(), book.delays.toAutoSettleAfterAntifraud());
        book.expiresAt = Optional.of(payment.createdAt().plusSeconds(seconds));
    }

    /** Often at first, then ever more rarely, and once more at the end. */
    static Instant nextLook(Payment payment, Abilities can, Instant now) {
        var next = now.plus(pause(payment.createdAt(), can, now));
        return payment.expiresAt().filter(next::isAfter).filter(now::isBefore).orElse(next);
    }

    /** The payment may be years older than its change; and no look is later than the one that warns. */
    static Instant nextLook(Operation change, Abilities can, Instant now) {
        var pause = pause(change.createdAt(), can, now);
        var next = now.plus(pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause);
        var warning = change.createdAt().plus(ChangeLooks.WARNING);
        return next.isAfter(warning) && now.isBefore(warning) ? warning : next;
    }

    private static Duration pause(Instant since, Abilities can, Instant now) {
        var every = can.descriptor().map(it -> it.timing().pollEvery()).orElse(Duration.ofMinutes(1));
        var tenth = Duration.between(since, now).dividedBy(10);
        return tenth.compareTo(every) > 0 ? tenth : every;
    }

    private static boolean useless(Payment payment, Authorization.Pending pending, Abilities can, boolean atCreation) {
        return atCreation && can.showsSomething(payment.method()) && !canBeShown(pending.next());
    }

    private static boolean canBeShown(NextStep step) {
        return switch (step) {
            case NextStep.Redirect(var uri) -> !uri.toString().isBlank();
            case NextStep.ShowCode(var code) ->
                !code.isBlank() && code.getBytes(StandardCharsets.UTF_8).length <= LONGEST_CODE;
            case NextStep.ShowInvoice(var document, var number, var _, var _) ->
                !number.isBlank()
                        || document.filter(it -> !it.toString().isBlank()).isPresent();
            case NextStep.OpenApp(var app, var _) -> !app.isBlank();
            case NextStep.Wait() -> false;
        };
    }

    private static Conclusion useless(Authorization.Pending pending, Instant now) {
        return nothingToShow(
                        "The acquirer gave nothing to show the shopper.",
                        now,
                        book -> book.learn(pending.identifiers()))
                .voiding();
    }

    static Conclusion nothingToShow(String message, Instant now, java.util.function.Consumer<Book> more) {
        return denied("nothing-to-show", message, now, more);
    }

    /** Our own no, whatever the acquirer said. */
    static Conclusion denied(String code, String message, Instant now, java.util.function.Consumer<Book> more) {
        return Conclusion.of(Operation.State.DONE, code, message, book -> {
            more.accept(book);
            if (!book.status.isDecided()) {
                book.say(code, message);
                book.become(PaymentStatus.DENIED);
                book.decidedAt = Optional.of(now);
            }
        });
    }

    /** A create without an answer. */
    static Conclusion createBrokenDown(Payment payment, Abilities can, Effect effect, String reason, Instant now) {
        if (effect == Effect.UNKNOWN) {
            if (can.showsSomething(payment.method()) && !payment.status().isDecided()) {
                return nothingToShow(reason, now, book -> {}).voiding();
            }
            return Conclusion.of(Operation.State.IN_DOUBT, "in-doubt", reason, book -> {
                        book.inDoubt = true;
                        book.sayUndecided("in-doubt", reason);
                    })
                    .dueAt(now.plus(FIRST_LOOK));
        }
        return can.showsSomething(payment.method())
                ? nothingToShow(reason, now, book -> {})
                : Conclusion.of(Operation.State.FAILED, "not-sent", reason, book -> {
                            book.inDoubt = false;
                            book.sayUndecided("not-sent", reason);
                        })
                        .dueAt(payment.expiresAt().orElse(now));
    }

    /** How a change ends. */
    static Conclusion changed(
            Payment payment, Operation operation, Abilities can, Change.Outcome outcome, Instant now) {
        return switch (outcome) {
            case Change.Done(var id, var references) -> done(operation, id, "", book -> book.remember(references));
            case Change.InProgress(var id, var references)
            when can.acceptedIsDone(operation.kind()) ->
                done(operation, id.orElse(operation.key()), "accepted", book -> book.remember(references));
            case Change.InProgress(var id, var references) ->
                Conclusion.of(
                                Operation.State.WAITING,
                                "in-progress",
                                "The acquirer has taken it in.",
                                book -> book.remember(references))
                        .named(id)
                        .dueAt(nextLook(operation, can, now));
            case Change.Refused(var decline) -> notDone(operation, decline.code(), decline.message());
            case Change.Unsupported() ->
                Conclusion.of(
                        Operation.State.MANUAL,
                        "unsupported",
                        "The acquirer cannot do this.",
                        book -> book.release(operation));
        };
    }

    static Conclusion done(Operation operation, String id, String code, java.util.function.Consumer<Book> more) {
        return Conclusion.of(Operation.State.DONE, code, "", book -> {
                    more.accept(book);
                    book.inDoubt = false;
                    book.carryOut(operation);
                })
                .named(Optional.of(id));
    }

    static Conclusion notDone(Operation operation, String code, String message) {
        return Conclusion.of(Operation.State.FAILED, code, message, book -> {
            book.release(operation);
            book.inDoubt = false;
        });
    }

    /** The authorization exists no longer at the acquirer. */
    static Conclusion gone(String reason, Instant now) {
        return Conclusion.of(Operation.State.DONE, "gone", reason, book -> {
            book.inDoubt = false;
            book.say("gone", reason);
            book.become(PaymentStatus.EXPIRED);
            book.decidedAt = Optional.of(now);
        });
    }

    /** A change without an answer. */
    static Conclusion changeBrokenDown(Operation operation, Effect effect, String reason, Instant now) {
        if (effect == Effect.NONE) {
            return notDone(operation, "not-sent", reason);
        }
        return Conclusion.of(Operation.State.IN_DOUBT, "in-doubt", reason, book -> book.inDoubt = true)
                .dueAt(now.plus(FIRST_LOOK));
    }

    /** Nobody can say; a person has to. */
    static Conclusion review(String why) {
        return Conclusion.of(Operation.State.REVIEW, "needs-review", why, book -> book.review = Optional.of(why));
    }

    /**
     * Not yet: look again, every second time twice as late. What an acquirer carries out half a minute late is known within
     * the minute.
     */
    static Conclusion lookAgain(Operation operation, String why, Instant now) {
        var wait = FIRST_LOOK.multipliedBy(1L << Math.min(operation.asked() / 2, 7));
        return Conclusion.of(operation.state(), "in-doubt", why, book -> {})
                .afterAsking()
                .dueAt(now.plus(wait));
    }
}
