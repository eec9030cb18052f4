package dev.pontage.admin.payments;

import dev.pontage.admin.access.Person;
import dev.pontage.error.Rejection;
import dev.pontage.payment.ChangeAnswer;
import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Reviews;
import dev.pontage.spi.payment.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The door to what is done with a payment: with a reason, and by two where much money moves. */
@Component
public class Actions {
    private final Deeds deeds;
    private final Approvals approvals;
    private final Reviews reviews;

    Actions(Deeds deeds, Approvals approvals, Reviews reviews) {
        this.deeds = deeds;
        this.approvals = approvals;
        this.reviews = reviews;
    }

    /** What became of a wish. */
    public sealed interface Result {
        /** It was carried out; the payment as it stands now. */
        record Done(Payment payment) implements Result {}

        /** A second person must agree. */
        record Waits(UUID approval) implements Result {}

        /** The acquirer did not carry it out, or nobody agreed. */
        record Not(String why) implements Result {}
    }

    /** A wish that waits for a second person. */
    public record Waiting(
            UUID id, Payment payment, String kind, Money amount, String reason, String askedBy, Instant askedAt) {
        /** Where it stands in the queue, the oldest first. */
        public String place() {
            return "%019d %s".formatted(askedAt.toEpochMilli(), id);
        }
    }

    /**
     * Settles, refunds or cancels.
     *
     * @param name the same name never does it twice
     */
    public Result change(Payment payment, String kind, String amount, String reason, String name) {
        var known = Wish.kind(kind).orElseThrow(() -> Rejection.invalid("kind", "Write cancel, settle or refund."));
        if (!Wish.fits(payment, known)) {
            throw Rejection.invalid("kind", "The payment does not stand where that makes sense.");
        }
        var wish = Wish.read(payment, known, amount, reason);
        if (!approvals.isNeeded(wish.size(payment))) {
            return told(payment, deeds.carryOut(payment, wish, name));
        }
        var id = approvals.ask(payment, wish, Person.current().name());
        deeds.note("approval.ask", payment, wish);
        return new Result.Waits(id);
    }

    private Result told(Payment payment, ChangeAnswer answer) {
        return answer instanceof ChangeAnswer.Done
                ? new Result.Done(deeds.existing(payment.id()))
                : new Result.Not(answer.code() + ": " + answer.message());
    }

    /** Asks the acquirer how the payment stands. */
    public Payment inquire(Payment payment) {
        var after = deeds.inquire(payment);
        deeds.note("payment.inquire", payment, after.status());
        return after;
    }

    /** Of which only a person can find out what became of it. */
    public List<Reviews.Open> open(Payment payment) {
        return reviews.open(payment);
    }

    /** What a form or a script calls what was found out. */
    public static Optional<Reviews.Found> found(String word) {
        return Arrays.stream(Reviews.Found.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /**
     * A person has looked at it. Empty, and nothing was changed, if something else stands there by now.
     *
     * @param read the reason that the person has read; empty: whichever stands there
     * @param found what became of what was open, by its id
     */
    public Optional<Payment> review(
            Payment payment, Optional<String> read, Map<UUID, Reviews.Found> found, String reason) {
        var what = open(payment).stream()
                .filter(it -> found.containsKey(it.id()))
                .map(it -> "%s %s: %s; ".formatted(it.kind(), it.amount().decimal(), found.get(it.id())))
                .collect(Collectors.joining());
        var word = new Reviews.Word(read, found, Person.current().name(), reason.strip());
        var after = reviews.close(payment, word);
        after.ifPresent(it -> deeds.note("payment.reviewed", payment, what + reason.strip()));
        return after;
    }

    /** The payment goes on with another version of its plugin than the one it began with. */
    public Payment goOnWith(Payment payment, String version, String reason) {
        Wish.reasonProblem(reason).ifPresent(it -> {
            throw Rejection.invalid(List.of(it));
        });
        var after = reviews.goOnWith(payment, version.strip(), reason.strip());
        deeds.noteVersion(payment, after, reason.strip());
        return after;
    }

    /** What waits for a second person. */
    public List<Waiting> waiting() {
        return approvals.waiting().stream().map(this::waiting).toList();
    }

    private Waiting waiting(Approvals.Asked it) {
        var payment = deeds.existing(it.paymentId());
        return new Waiting(
                it.id(),
                payment,
                word(it.kind()),
                it.wish(payment).size(payment),
                it.reason(),
                it.askedBy(),
                it.askedAt());
    }

    private static String word(ChangeRequest.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** That there is such a wish, waiting or decided. */
    public void require(UUID id) {
        existing(id);
    }

    private Approvals.Asked existing(UUID id) {
        return approvals.find(id).orElseThrow(() -> Rejection.notFound("approval " + id));
    }

    /** The second person's word; whoever asked has none. Empty when it was not theirs to give or was given before. */
    public Optional<Result> decide(UUID id, boolean agreed) {
        var asked = existing(id);
        var payment = deeds.existing(asked.paymentId());
        if (!approvals.decide(id, agreed, Person.current().name())) {
            return Optional.empty();
        }
        deeds.note(agreed ? "approval.agree" : "approval.decline", payment, asked.kind() + ": " + asked.reason());
        return Optional.of(
                agreed
                        ? told(payment, deeds.carryOut(payment, asked.wish(payment), id.toString()))
                        : new Result.Not("declined"));
    }
}
