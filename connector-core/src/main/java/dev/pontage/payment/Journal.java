package dev.pontage.payment;

import dev.pontage.limit.NodeId;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.transport.Exchange;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * The only writer of payments. An operation is claimed in one committed transaction before the acquirer is called, and
 * concluded in a second one after; nothing remote happens in either.
 */
@Component
class Journal {
    private static final String BY_HAND =
            "The acquirer goes on telling of money after it was removed several times: give it back by hand.";
    private static final String PAID_AGAINST_A_CANCEL =
            "It was paid although VTEX had asked to cancel it: cancel it, or see to it that the order goes on.";

    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final PaymentWrites writes;
    private final OperationRows operations;
    private final CallbackRows callbacks;
    private final ExchangeRows exchanges;
    private final NoteRows notes;
    private final NodeId node;
    private final OperationDrafts drafts;
    private final CreateClaims creates;
    private final ChangeClaims changes;
    private final CreateGroups groups;
    private final Consequences consequences;
    private final Clock clock;

    Journal(
            @Qualifier("paymentsJdbc") TenantJdbc jdbc,
            CreateGroups groups,
            Remembered remembered,
            NodeId node,
            Clock clock) {
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
        this.writes = new PaymentWrites(jdbc, remembered);
        this.operations = new OperationRows(jdbc);
        this.callbacks = new CallbackRows(jdbc);
        this.exchanges = new ExchangeRows(jdbc);
        this.notes = new NoteRows(jdbc);
        this.node = node;
        this.clock = clock;
        this.drafts = new OperationDrafts(node, clock);
        this.creates = new CreateClaims(jdbc, groups, remembered, node, clock);
        this.changes = new ChangeClaims(jdbc, writes, node, clock, Payment::apply);
        this.groups = groups;
        this.consequences = new Consequences(jdbc, drafts, clock);
    }

    Optional<Payment> find(UUID tenant, UUID connector, String key) {
        return payments.find(tenant, connector, key);
    }

    Optional<Payment> find(UUID id) {
        return payments.find(id);
    }

    Optional<Operation> operation(UUID id) {
        return operations.find(id);
    }

    /** Whether a claim still holds, and what it was made for has not been called off. */
    boolean isWanted(Operation claimed) {
        var held = operation(claimed.id())
                .filter(it -> it.state() == Operation.State.OPEN && it.fence() == claimed.fence())
                .isPresent();
        return held
                && switch (claimed.kind()) {
                    case CREATE -> is(claimed.paymentId(), PaymentStatus.RECEIVED);
                    case RESUME ->
                        is(claimed.paymentId(), PaymentStatus.PENDING)
                                && operations.of(claimed.paymentId()).stream().noneMatch(Operation::isRunningCancel);
                    default -> true;
                };
    }

    private boolean is(UUID payment, PaymentStatus status) {
        return find(payment).filter(it -> it.status() == status).isPresent();
    }

    /** All requests about a payment, oldest first. */
    List<Operation> operations(UUID payment) {
        return operations.of(payment);
    }

    /** To whom the money of a change goes, for whoever must send it again. */
    List<Recipient> recipients(Operation change, Money unit) {
        return operations.recipients(change.id(), unit);
    }

    /** Claims a create, or says how it stands. */
    Entry beginCreate(PaymentRows.Name name, Supplier<Payment> draft, String fingerprint, RepeatRules repeat) {
        return creates.begin(name, draft, fingerprint, repeat);
    }

    /** Claims a change, or answers it. */
    ChangeRules.Verdict beginChange(
            UUID tenant, UUID connector, UUID affiliation, ChangeRequest request, Abilities can) {
        return changes.begin(tenant, connector, affiliation, request, can);
    }

    /**
     * Writes the outcome, and with it whatever has to follow. What it means for the payment is decided while its row is
     * locked: it may have been cancelled during the call. Empty if somebody else has taken the operation over.
     */
    Optional<Payment> conclude(
            Operation operation, Function<Payment, Conclusion> outcome, List<Exchange> seen, boolean tellVtex) {
        return Retries.patiently(() -> jdbc.inTransaction(() -> {
            var before = payments.lock(operation.paymentId());
            return written(before, operation, outcome.apply(before), seen, tellVtex)
                    .or(() -> tooLate(before, operation, outcome, seen));
        }));
    }

    /**
     * Somebody took it over while the holder was away with the acquirer's answer. As a holder he writes nothing any more; but
     * what the acquirer said is as true as an event of its own, for as long as nobody knows better.
     */
    private Optional<Payment> tooLate(
            Payment before, Operation held, Function<Payment, Conclusion> outcome, List<Exchange> seen) {
        var now = operations.find(held.id()).filter(it -> it.fence() != held.fence());
        if (now.isEmpty() || held.state() != Operation.State.OPEN) {
            // It was ourselves, by a commit whose connection broke; or no more than a look, which others repeat.
            return Optional.empty();
        }
        exchanges.insert(new ExchangeRows.Seen(held, seen), clock.instant());
        var conclusion = outcome.apply(before);
        return now.filter(it -> it.isDoubtful() && it.attempt() == held.attempt() && conclusion.isPositive())
                .filter(it -> heard(before, it, conclusion) == AcquirerNews.Effect.APPLIED)
                .flatMap(it -> payments.find(it.paymentId()));
    }

    /** The same for a create that was carried out just now: with those of others, if nobody else worked on the payment. */
    Optional<Payment> concludeCreate(
            Entry.Fresh begun,
            BiFunction<Payment, Instant, Conclusion> outcome,
            List<Exchange> seen,
            boolean tellVtex) {
        return groups.concluded(new CreateGroups.Ending(begun, outcome, Journal::decided, seen, tellVtex))
                .or(() -> conclude(begun.operation(), it -> outcome.apply(it, clock.instant()), seen, tellVtex));
    }

    /** Only for one who still holds the operation: to another its amounts are no longer there. */
    static Decision decided(Payment before, Conclusion conclusion) {
        return new Decision(before, conclusion, before.apply(conclusion.book()));
    }

    private Optional<Payment> written(
            Payment before, Operation operation, Conclusion conclusion, List<Exchange> seen, boolean tellVtex) {
        var now = clock.instant();
        if (!operations.conclude(operation, conclusion, now)) {
            return Optional.empty();
        }
        var decision = besideOthers(operation, decided(before, conclusion));
        if (decision.changes()) {
            writes.update(decision.after());
        }
        operations.tell(operation, decision);
        exchanges.insert(new ExchangeRows.Seen(operation, seen), now);
        if (!consequences.of(decision, tellVtex)) {
            writes.update(decision.after().apply(book -> book.review = Optional.of(BY_HAND)));
        }
        return Optional.of(decision.after());
    }

    /** What is over or known of one operation says nothing about the payment's others. */
    private Decision besideOthers(Operation operation, Decision decision) {
        var before = decision.before();
        var after = decision.after();
        var doubtIsOver = before.inDoubt() && !after.inDoubt();
        var reviewIsOver = before.review().isPresent() && after.review().isEmpty();
        var paidAtLast = before.status() == PaymentStatus.PENDING && after.status() == PaymentStatus.AUTHORIZED;
        if (!doubtIsOver && !reviewIsOver && !paidAtLast) {
            return decision;
        }
        var others = operations.of(operation.paymentId()).stream()
                .filter(it -> !it.id().equals(operation.id()))
                .toList();
        var beside = after.apply(book -> {
            book.inDoubt |= doubtIsOver && others.stream().anyMatch(Operation::isDoubtful);
            if (reviewIsOver && others.stream().anyMatch(it -> it.state() == Operation.State.REVIEW)) {
                book.review = before.review();
            } else if (paidAtLast && others.stream().anyMatch(it -> it.kind() == Operation.Kind.CANCEL)) {
                book.review = Optional.of(PAID_AGAINST_A_CANCEL);
            }
        });
        return new Decision(before, decision.conclusion(), beside);
    }

    /**
     * Writes what came in by the side door, found and decided in one transaction. Empty if no operation is meant; a call
     * that is on its way is never overtaken: it tells more than any event.
     */
    Optional<AcquirerNews.Effect> hear(
            UUID id, Predicate<Operation> which, BiFunction<Payment, Operation, Optional<Conclusion>> decide) {
        return Retries.decided(() -> jdbc.inTransaction(() -> {
            var before = payments.lock(id);
            var all = operations.of(id);
            var found = all.stream().filter(which).findFirst();
            if (found.map(it -> it.state() == Operation.State.OPEN)
                    .orElse(all.stream().anyMatch(Journal::mayBeMeant))) {
                return Optional.of(AcquirerNews.Effect.NO_PAYMENT_YET);
            }
            return found.map(it -> decide.apply(before, it)
                    .map(conclusion -> heard(before, it, conclusion))
                    .orElse(AcquirerNews.Effect.NOTHING_NEW));
        }));
    }

    /** Its name may be in the answer that got lost: known once it has been sent again. */
    private static boolean mayBeMeant(Operation operation) {
        return operation.state() == Operation.State.OPEN
                || (operation.state() == Operation.State.IN_DOUBT
                        && operation.isChange()
                        && operation.changeId().isEmpty());
    }

    private AcquirerNews.Effect heard(Payment before, Operation operation, Conclusion conclusion) {
        if (!operations.take(operation, operation.state(), UUID.randomUUID(), node.id(), clock.instant())) {
            throw new PessimisticLockingFailureException("the operation was taken up by another");
        }
        written(before, operations.find(operation.id()).orElseThrow(), conclusion, List.of(), true);
        return AcquirerNews.Effect.APPLIED;
    }

    /** For people; moves nothing. */
    void note(Payment payment, String source, String text, boolean review) {
        jdbc.transact(() -> {
            notes.insert(payment.id(), source, text, clock.instant());
            if (review) {
                writes.update(payments.lock(payment.id()).apply(book -> book.review = Optional.of(text)));
            }
        });
    }

    /** The same for staff, unless it is what they see already. */
    void flagOnce(Payment payment, String text) {
        if (!payment.review().equals(Optional.of(text))) {
            note(payment, "engine", text, true);
        }
    }

    /** The same, but a text that stands there already is not written again. */
    void noteOnce(Payment payment, String source, String text) {
        jdbc.transact(() -> {
            if (!notes.has(payment.id(), text)) {
                notes.insert(payment.id(), source, text, clock.instant());
            }
        });
    }

    /** A payment that nobody is asked for: denied with its first row. One that is known stays as it is. */
    Payment refuse(Payment draft, String fingerprint, String code, String message) {
        return Retries.decided(() ->
                jdbc.inTransaction(() -> payments.find(draft.tenantId(), draft.connectorId(), draft.key())
                        .orElseGet(() -> {
                            var denied = draft.apply(book -> {
                                book.say(code, message);
                                book.become(PaymentStatus.DENIED);
                                book.decidedAt = Optional.of(clock.instant());
                            });
                            payments.insert(denied, fingerprint);
                            var key = PaymentRows.key(draft.key());
                            var minor = draft.amount().minor();
                            var base = drafts.opened(denied, Operation.Kind.CREATE, key, minor, UUID.randomUUID());
                            operations.insert(base.in(Operation.State.DONE), Optional.empty());
                            return denied;
                        })));
    }

    /** Claims the way on from the shopper's return; empty if there is nothing to go on with. */
    Optional<Operation> beginResume(UUID id, String name) {
        return begin(
                id,
                Operation.Kind.RESUME,
                name,
                (payment, all) -> payment.status() == PaymentStatus.PENDING
                        && all.stream()
                                .noneMatch(it ->
                                        it.isRunningCancel() || it.kind() == Operation.Kind.RESUME && !ended(it)));
    }

    /** Claims a message of a payment app; empty if it has been or is being answered. */
    Optional<Operation> beginInbound(UUID id, String name) {
        return begin(id, Operation.Kind.INBOUND, name, (payment, all) -> true);
    }

    private static boolean ended(Operation operation) {
        return operation.isFinal() || operation.state() == Operation.State.FAILED;
    }

    private Optional<Operation> begin(
            UUID id, Operation.Kind kind, String name, BiPredicate<Payment, List<Operation>> allowed) {
        var claim = UUID.randomUUID();
        return Retries.decided(() -> jdbc.inTransaction(() -> {
            var payment = payments.lock(id);
            var key = PaymentRows.key(name);
            var before = operations.find(id, kind, key);
            if (before.filter(it -> it.isClaimed(claim)).isPresent()) {
                return before;
            }
            if (!allowed.test(payment, operations.of(id))) {
                return Optional.<Operation>empty();
            }
            if (before.isEmpty()) {
                var operation = drafts.opened(payment, kind, key, 0, claim);
                operations.insert(operation, Optional.of(operation.leaseUntil()));
                return Optional.of(operation);
            }
            var lease = clock.instant().plus(Claims.LEASE);
            return before.filter(it -> it.state() == Operation.State.FAILED)
                    .filter(it -> operations.claim(it, claim, node.id(), lease))
                    .flatMap(it -> operations.find(it.id()));
        }));
    }

    Optional<Inbound.Reply> reply(UUID operation) {
        return operations.reply(operation);
    }

    Optional<Operation> operation(UUID payment, Operation.Kind kind, String name) {
        return operations.find(payment, kind, PaymentRows.key(name));
    }

    /** Nothing can be shown in time: denied, and what may still be made at the acquirer will be removed. */
    Payment giveUp(Payment payment) {
        return Retries.decided(() -> jdbc.inTransaction(() -> {
            var before = payments.lock(payment.id());
            if (before.status().isDecided() || before.next().isPresent()) {
                return before;
            }
            var after = before.apply(book -> {
                book.say("nothing-to-show", "The acquirer did not answer in time.");
                book.become(PaymentStatus.DENIED);
                book.decidedAt = Optional.of(clock.instant());
            });
            writes.update(after);
            return after;
        }));
    }

    /** A person has looked at it and says what came out; empty if something else stands there than was read. */
    Optional<Payment> reviewed(UUID payment, Reviews.Word word) {
        return Retries.decided(() -> jdbc.inTransaction(() -> {
            var before = payments.lock(payment);
            var open = operations.of(payment).stream().filter(FoundOut::isOpen).toList();
            if (!word.isAbout(before) || !FoundOut.areOpen(word.found(), open)) {
                return Optional.<Payment>empty();
            }
            notes.insert(payment, "engine", "Reviewed by " + word.by() + ": " + word.why(), clock.instant());
            if (FoundOut.isAll(word.found(), open)) {
                writes.update(before.apply(book -> book.review = Optional.empty()));
            }
            for (var it : open) {
                FoundOut.of(it, word.found(), clock.instant())
                        .ifPresent(conclusion -> heard(payments.lock(payment), it, conclusion));
            }
            return Optional.of(payments.lock(payment));
        }));
    }

    /** Staff's word on where every later operation goes; one that is under way finishes where it began. */
    Payment moved(UUID payment, String version, String note) {
        return Retries.decided(() -> jdbc.inTransaction(() -> {
            var after = payments.lock(payment).apply(book -> book.pluginVersion = Optional.of(version));
            payments.pin(after);
            notes.insert(payment, "engine", note, clock.instant());
            return after;
        }));
    }

    /** Makes sure that VTEX is told, where an answer had to leave before the outcome was written. */
    void tellVtex(UUID payment) {
        Retries.patiently(() -> jdbc.inTransaction(() -> {
            callbacks.insert(payments.lock(payment), clock.instant());
            return payment;
        }));
    }
}
