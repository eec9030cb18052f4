package dev.pontage.payment;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Change;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides about a change while the payment's row is locked, so that two changes can never both believe that they fit. */
final class ChangeRules {
    private static final Verdict ANOTHER =
            failed("differs", "This id came with other contents before; these need one of their own.");

    private final OperationRows operations;

    ChangeRules(OperationRows operations) {
        this.operations = operations;
    }

    /** What is to be done about a change. */
    sealed interface Verdict {}

    /** It is answered as it stands. */
    record Answered(ChangeAnswer answer) implements Verdict {}

    /** Somebody is carrying it out. */
    record Running(Operation operation) implements Verdict {}

    /** It fits: put the amount aside and claim it. */
    record Reserve(long amount, List<Change.Part> from, Optional<Operation> again) implements Verdict {}

    /** It has other contents than the first with its id: nothing is done about those, and people are told. */
    record Differs(Verdict standing, Operation first, String how) implements Verdict {}

    /**
     * It is done without asking anybody.
     *
     * @param again it failed before
     * @param voids something may be left at the acquirer of which nobody else will see to it
     */
    record Record(ChangeAnswer.Done answer, Consumer<Book> book, Optional<Operation> again, boolean voids)
            implements Verdict {
        Record(ChangeAnswer.Done answer, Consumer<Book> book) {
            this(answer, book, Optional.empty(), false);
        }
    }

    /** It is claimed: ask the acquirer. */
    record Begun(Payment payment, Operation operation) implements Verdict {}

    /** A settle without a requestId is known by its value; a cancel without one is the only cancel. */
    static byte[] requestKey(ChangeRequest request) {
        var text = request.requestId()
                .orElseGet(() -> "~"
                        + request.value()
                                .map(BigDecimal::stripTrailingZeros)
                                .map(BigDecimal::toPlainString)
                                .orElse("all"));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Verdict decide(Payment payment, ChangeRequest request, Abilities can, Instant now) {
        var kind = Operation.Kind.valueOf(request.kind().name());
        var before = operations.find(payment.id(), kind, requestKey(request));
        if (before.isPresent()) {
            var first = before.get();
            var standing = standing(payment, first);
            var how = difference(payment, request, first);
            if (how.isPresent()) {
                return new Differs(standing.orElse(ANOTHER), first, how.get());
            }
            if (standing.isPresent()) {
                return standing.get();
            }
        }
        var verdict = switch (request.kind()) {
            case CANCEL -> cancel(payment, can, now);
            case SETTLE -> settle(payment, request, can);
            case REFUND -> refund(payment, request, can);
        };
        return switch (verdict) {
            case Reserve(var amount, var from, var _) -> new Reserve(amount, from, before);
            case Record(var answer, var book, var _, var voids) -> new Record(answer, book, before, voids);
            default -> verdict;
        };
    }

    /** What a repeat is answered; nothing where it was certainly not carried out and may be tried again. */
    private static Optional<Verdict> standing(Payment payment, Operation first) {
        return switch (first.state()) {
            case DONE, REVERSED -> Optional.of(new Answered(recorded(payment, first)));
            case MANUAL -> Optional.of(new Answered(manual(first.kind())));
            case OPEN -> Optional.of(new Running(first));
            case IN_DOUBT, REVIEW ->
                Optional.of(failed("in-doubt", "The acquirer has not confirmed this yet; we are asking."));
            case WAITING -> Optional.of(failed("in-progress", "The acquirer is still carrying this out."));
            case FAILED -> Optional.empty();
        };
    }

    /** A cancel has no value, and what is no value is not compared. */
    private Optional<String> difference(Payment payment, ChangeRequest request, Operation first) {
        if (request.kind() == ChangeRequest.Kind.CANCEL) {
            return Optional.empty();
        }
        var unit = payment.amount();
        var value = amount(payment, request).orElse(first.amount());
        if (value != first.amount()) {
            return Optional.of("first " + unit.of(first.amount()) + ", then " + unit.of(value));
        }
        return request.recipients().isEmpty() || operations.goesTo(first.id(), request.recipients(), unit)
                ? Optional.empty()
                : Optional.of("the same value for other recipients");
    }

    private Verdict cancel(Payment payment, Abilities can, Instant now) {
        var earlier = done(payment, Operation.Kind.CANCEL).findFirst();
        if (earlier.isPresent()) {
            return new Answered(recorded(payment, earlier.get()));
        }
        return switch (payment.status()) {
            case CANCELLED, DENIED, EXPIRED, RELEASED ->
                new Record(nothingToCancel(payment, "There is nothing left to cancel."), book -> {});
            case SETTLED -> failed("already-settled", "Everything is settled: refund it instead.");
            case PARTLY_REFUNDED, REFUNDED ->
                payment.unsettled().minor() == 0
                        ? failed("already-settled", "Everything is settled: refund it instead.")
                        : release(payment, can);
            case RECEIVED ->
                // Its authorization is on its way or in doubt. From now on nothing more is sent for it, and whatever
                // comes of the one call is removed again.
                new Record(
                        nothingToCancel(payment, "The payment is cancelled; a late authorization will be voided."),
                        book -> {
                            book.become(PaymentStatus.CANCELLED);
                            book.decidedAt = Optional.of(now);
                        },
                        Optional.empty(),
                        operations.of(payment.id()).stream()
                                .anyMatch(it ->
                                        it.kind() == Operation.Kind.CREATE && it.state() == Operation.State.REVIEW));
            case PENDING, AUTHORIZED, PARTLY_SETTLED -> release(payment, can);
        };
    }

    private Verdict release(Payment payment, Abilities can) {
        if (payment.settling().minor() > 0) {
            return failed("settlement-running", "A settlement is on its way: try again.");
        }
        if (running(payment, Operation.Kind.CANCEL)) {
            return failed("cancel-running", "Another cancel is on its way: try again.");
        }
        if (!can.known()) {
            return failed("plugin-missing", "The acquirer's plugin is not loaded.");
        }
        if (!can.can(Capability.CANCEL)) {
            return new Answered(manual(Operation.Kind.CANCEL));
        }
        return new Reserve(payment.unsettled().minor(), List.of(), Optional.empty());
    }

    private Verdict settle(Payment payment, ChangeRequest request, Abilities can) {
        var amount = amount(payment, request);
        if (amount.isEmpty()) {
            return failed("value", "The value is missing or has more places than the currency.");
        }
        var value = amount.get();
        if (value == payment.amount().minor()) {
            // However much of it has been refunded since: a settlement that was taken back is not among those done.
            var earlier = operations.of(payment.id()).stream()
                    .filter(it -> it.kind() == Operation.Kind.SETTLE && it.counts() && it.amount() == value)
                    .findFirst()
                    .flatMap(it -> standing(payment, it));
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        var taken = payment.settled().minor() + payment.settling().minor();
        // The acquirer may have reserved more than was asked for: up to that it is settled in steps as well.
        var more = payment.status() == PaymentStatus.SETTLED
                && taken < payment.ceiling().minor();
        if (!payment.status().canSettle() && !more) {
            return failed("not-authorized", "The payment is " + payment.status() + " and cannot be settled.");
        }
        if (running(payment, Operation.Kind.CANCEL)) {
            return failed("cancel-running", "A cancel is on its way.");
        }
        if (done(payment, Operation.Kind.CANCEL).findAny().isPresent()) {
            return failed("released", "The rest was released by a cancel.");
        }
        if (taken + value > payment.ceiling().minor()) {
            return failed("over-amount", "More than what is authorized and not settled yet.");
        }
        if (can.capturesAtOnce(payment.method())) {
            var id = "captured-"
                    + Keys.of(payment.affiliationId(), payment.key(), "settle", text(request))
                            .substring(0, 16);
            return new Record(
                    new ChangeAnswer.Done(
                            id,
                            payment.amount().of(value),
                            "captured",
                            "The acquirer captures at once.",
                            Metadata.of(payment)),
                    book -> {
                        book.settled += value;
                        book.restate();
                    });
        }
        if (!can.known()) {
            return failed("plugin-missing", "The acquirer's plugin is not loaded.");
        }
        if (value < payment.amount().minor() && !can.can(Capability.PARTIAL_SETTLE)) {
            return failed("partial-unsupported", "This acquirer settles the whole amount only.");
        }
        if (taken > 0 && !can.can(Capability.MULTIPLE_SETTLE)) {
            return failed("multiple-unsupported", "This acquirer settles a payment once only.");
        }
        return new Reserve(value, List.of(), Optional.empty());
    }

    private Verdict refund(Payment payment, ChangeRequest request, Abilities can) {
        var amount = amount(payment, request);
        if (amount.isEmpty()) {
            return failed("value", "The value is missing or has more places than the currency.");
        }
        var value = amount.get();
        if (payment.settled().minor() == 0) {
            return failed("not-settled", "Nothing has been settled, so nothing can be refunded.");
        }
        if (value > payment.refundable().minor()) {
            return failed("over-refund", "More than what is settled and not refunded yet.");
        }
        if (!can.known()) {
            return failed("plugin-missing", "The acquirer's plugin is not loaded.");
        }
        var partial = value < payment.settled().minor();
        if (!can.can(Capability.REFUND) || (partial && !can.can(Capability.PARTIAL_REFUND))) {
            return new Answered(manual(Operation.Kind.REFUND));
        }
        return new Reserve(value, allocate(payment, value, request.settleId()), Optional.empty());
    }

    /** The settlement that VTEX names first, then the oldest. */
    private List<Change.Part> allocate(Payment payment, long value, Optional<String> named) {
        var used = new HashMap<String, Long>();
        var all = operations.of(payment.id());
        all.stream()
                .filter(it -> it.kind() == Operation.Kind.REFUND && it.counts())
                .flatMap(it -> it.from().stream())
                .forEach(it -> used.merge(it.settleId(), it.amount().minor(), Long::sum));
        var settlements = new ArrayList<>(all.stream()
                .filter(it -> it.kind() == Operation.Kind.SETTLE && it.state() == Operation.State.DONE)
                .toList());
        settlements.sort(java.util.Comparator.comparing(it -> it.changeId().equals(named) ? 0 : 1));
        var parts = new ArrayList<Change.Part>();
        var left = value;
        for (var settlement : settlements) {
            var id = settlement.changeId().orElse("");
            var take = Math.min(left, settlement.amount() - used.getOrDefault(id, 0L));
            if (take > 0) {
                parts.add(new Change.Part(id, payment.amount().of(take)));
                left -= take;
            }
        }
        return parts;
    }

    static ChangeAnswer recorded(Payment payment, Operation operation) {
        return new ChangeAnswer.Done(
                operation.changeId().orElseThrow(),
                payment.amount().of(operation.amount()),
                operation.code().orElse(""),
                operation.message().orElse(""),
                operation.told());
    }

    static ChangeAnswer manual(Operation.Kind kind) {
        return switch (kind) {
            case CANCEL ->
                new ChangeAnswer.Manual("cancel-manually", "The acquirer cannot cancel: do it there by hand.");
            case REFUND ->
                new ChangeAnswer.Manual("refund-manually", "The acquirer cannot refund: do it there by hand.");
            default -> new ChangeAnswer.Failed("unsupported", "The acquirer cannot do this.");
        };
    }

    private static ChangeAnswer.Done nothingToCancel(Payment payment, String message) {
        var id = "cancel-"
                + Keys.of(payment.affiliationId(), payment.key(), "cancel", "").substring(0, 16);
        return new ChangeAnswer.Done(id, payment.amount().of(0), "cancelled", message, Metadata.of(payment));
    }

    private static Verdict failed(String code, String message) {
        return new Answered(new ChangeAnswer.Failed(code, message));
    }

    /** What a person has to find out about is on its way until that person has looked. */
    private boolean running(Payment payment, Operation.Kind kind) {
        return operations.of(payment.id()).stream()
                .anyMatch(it -> it.kind() == kind
                        && (it.state() == Operation.State.OPEN
                                || it.state() == Operation.State.IN_DOUBT
                                || (it.state() == Operation.State.REVIEW
                                        && payment.review().isPresent())
                                || it.state() == Operation.State.WAITING));
    }

    private java.util.stream.Stream<Operation> done(Payment payment, Operation.Kind kind) {
        return operations.of(payment.id()).stream()
                .filter(it -> it.kind() == kind && it.state() == Operation.State.DONE);
    }

    private static String text(ChangeRequest request) {
        return new String(requestKey(request), StandardCharsets.UTF_8);
    }

    private static Optional<Long> amount(Payment payment, ChangeRequest request) {
        return request.value()
                .flatMap(it -> Amounts.minor(it, payment.amount().exponent()))
                .filter(it -> it > 0);
    }
}
