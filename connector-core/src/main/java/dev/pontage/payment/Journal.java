package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.transport.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The only writer of payments. An operation is claimed in one committed transaction before the acquirer is called, and
 * concluded in a second one after; nothing remote happens in either.
 */
@Component
class Journal {
    /** Longer than a pause of a healthy node, short enough for a crash to be noticed while the shopper waits. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final int TRIES = 3;

    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final OperationRows operations;
    private final CallbackRows callbacks;
    private final ExchangeRows exchanges;
    private final ChangeRules rules;
    private final NodeId node;
    private final Clock clock;

    Journal(@Qualifier("paymentsJdbc") TenantJdbc jdbc, NodeId node, Clock clock) {
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
        this.operations = new OperationRows(jdbc);
        this.callbacks = new CallbackRows(jdbc);
        this.exchanges = new ExchangeRows(jdbc);
        this.rules = new ChangeRules(operations);
        this.node = node;
        this.clock = clock;
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

    /** Claims a create, or says how it stands. Losing the race for the row, at insert or at commit, means: read. */
    Entry beginCreate(Payment draft, String fingerprint, RepeatRules repeat) {
        for (var attempt = 1; ; attempt++) {
            var claim = UUID.randomUUID();
            try {
                var known = payments.find(draft.tenantId(), draft.connectorId(), draft.key());
                if (known.isPresent()) {
                    return repeated(known.get(), fingerprint, repeat);
                }
                var operation = opened(
                        draft,
                        Operation.Kind.CREATE,
                        PaymentRows.key(draft.key()),
                        draft.amount().minor(),
                        claim);
                jdbc.transact(() -> {
                    payments.insert(draft, fingerprint);
                    operations.insert(operation, Optional.of(operation.leaseUntil()));
                });
                return new Entry.Fresh(draft, operation, false);
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            } catch (TransactionException e) {
                // The commit's outcome is unknown: our own claim token tells.
                var mine = own(draft, claim);
                if (mine.isPresent()) {
                    return mine.get();
                }
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Optional<Entry> own(Payment draft, UUID claim) {
        return payments.find(draft.tenantId(), draft.connectorId(), draft.key())
                .flatMap(payment -> operations
                        .find(payment.id(), Operation.Kind.CREATE, PaymentRows.key(draft.key()))
                        .filter(it -> it.claim().equals(claim))
                        .map(it -> new Entry.Fresh(payment, it, false)));
    }

    private Entry repeated(Payment payment, String fingerprint, RepeatRules repeat) {
        var found = operations.find(payment.id(), Operation.Kind.CREATE, PaymentRows.key(payment.key()));
        if (found.isEmpty()) {
            return new Entry.Concluded(payment, tombstone(payment));
        }
        var operation = found.get();
        // The operation was read after the payment: if it ended in between, the payment is read again.
        var moved =
                operation.state() != Operation.State.OPEN && !payment.status().isDecided();
        var latest = moved ? payments.find(payment.id()).orElse(payment) : payment;
        var current = noted(latest, operation, fingerprint, repeat.callbackUrl());
        if (operation.state() == Operation.State.OPEN && operation.leaseUntil().isAfter(clock.instant())) {
            return new Entry.InFlight(current, operation);
        }
        if (current.status().isDecided() || !repeat.mayReopen(operation, clock.instant())) {
            return new Entry.Concluded(current, operation);
        }
        return reopened(current, operation);
    }

    private Entry reopened(Payment payment, Operation operation) {
        var claim = UUID.randomUUID();
        var lease = clock.instant().plus(LEASE);
        var won = jdbc.inTransaction(() -> operations.claim(operation, claim, node.id(), lease, 1));
        var now = operations.find(operation.id()).orElseThrow();
        return won && now.claim().equals(claim)
                ? new Entry.Fresh(payment, now, true)
                : new Entry.InFlight(payment, now);
    }

    /** A repeat writes only when its callback URL is new and still needed, or when it differs from the first call. */
    private Payment noted(Payment payment, Operation operation, String fingerprint, Optional<String> callbackUrl) {
        var first = payments.fingerprint(payment.id());
        if (!first.equals(fingerprint)) {
            jdbc.transact(() -> operations.conflict(operation, "first " + first + ", then " + fingerprint));
        }
        if (callbackUrl.isEmpty()
                || callbackUrl.equals(payment.callbackUrl())
                || payment.status().isDecided()) {
            return payment;
        }
        return jdbc.inTransaction(() -> {
            var changed = payments.lock(payment.id()).apply(book -> book.callbackUrl = callbackUrl);
            payments.update(changed);
            return changed;
        });
    }

    /** Claims a change, or answers it. The payment's row is locked for this one short transaction. */
    ChangeRules.Verdict beginChange(
            UUID tenant, UUID connector, UUID affiliation, ChangeRequest request, Abilities can) {
        return retrying(() -> jdbc.inTransaction(() -> {
            var payment = payments.lock(tenant, connector, request.paymentKey());
            if (payment.isEmpty()) {
                return request.kind() == ChangeRequest.Kind.CANCEL
                        ? buried(tenant, connector, affiliation, request)
                        : new ChangeRules.Answered(
                                new ChangeAnswer.Failed("payment-unknown", "There is no such payment."));
            }
            return carriedOut(payment.get(), request, rules.decide(payment.get(), request, can, clock.instant()));
        }));
    }

    private ChangeRules.Verdict carriedOut(Payment payment, ChangeRequest request, ChangeRules.Verdict verdict) {
        return switch (verdict) {
            case ChangeRules.Reserve(var amount, var from, var again) -> {
                var changed = payment.apply(book -> {
                    if (request.kind() == ChangeRequest.Kind.SETTLE) {
                        book.settling += amount;
                    } else if (request.kind() == ChangeRequest.Kind.REFUND) {
                        book.refunding += amount;
                    }
                });
                payments.update(changed);
                yield claimed(changed, request, amount, from, again);
            }
            case ChangeRules.Record(var answer, var book) -> {
                var changed = payment.apply(book);
                payments.update(changed);
                record(changed, request, answer);
                yield new ChangeRules.Answered(answer);
            }
            default -> verdict;
        };
    }

    private ChangeRules.Verdict claimed(
            Payment payment,
            ChangeRequest request,
            long amount,
            List<dev.pontage.spi.payment.Change.Part> from,
            Optional<Operation> again) {
        var claim = UUID.randomUUID();
        if (again.isPresent()) {
            var lease = clock.instant().plus(LEASE);
            if (!operations.claim(again.get(), claim, node.id(), lease, 1)) {
                throw new PessimisticLockingFailureException("the operation was taken up by another");
            }
            return new ChangeRules.Begun(
                    payment, operations.find(again.get().id()).orElseThrow());
        }
        var kind = Operation.Kind.valueOf(request.kind().name());
        var base = opened(payment, kind, ChangeRules.requestKey(request), amount, claim);
        var operation = base.withParts(from);
        operations.insert(operation, Optional.of(operation.leaseUntil()));
        return new ChangeRules.Begun(payment, operation);
    }

    private void record(Payment payment, ChangeRequest request, ChangeAnswer.Done answer) {
        var kind = Operation.Kind.valueOf(request.kind().name());
        var base = opened(
                payment, kind, ChangeRules.requestKey(request), answer.amount().minor(), UUID.randomUUID());
        operations.insert(base.answered(answer), Optional.empty());
    }

    /** A payment that is cancelled before it was ever seen: a late create must find this and be denied. */
    private ChangeRules.Verdict buried(UUID tenant, UUID connector, UUID affiliation, ChangeRequest request) {
        var payment = PaymentDrafts.tombstone(tenant, connector, affiliation, request.paymentKey(), clock.instant());
        payments.insert(payment, "");
        var answer = new ChangeAnswer.Done(
                "void-"
                        + Keys.of(affiliation, request.paymentKey(), "cancel", "")
                                .substring(0, 16),
                payment.amount(),
                "never-seen",
                "There was nothing to cancel; this payment will not be authorized any more.");
        record(payment, request, answer);
        return new ChangeRules.Answered(answer);
    }

    /** Writes the outcome, and with it whatever has to follow. False if somebody else has taken the operation over. */
    boolean conclude(Operation operation, Conclusion conclusion, List<Exchange> seen, boolean tellVtex) {
        return retrying(() -> jdbc.inTransaction(() -> {
            var before = payments.lock(operation.paymentId());
            if (!operations.conclude(operation, conclusion, clock.instant())) {
                return false;
            }
            var after = before.apply(conclusion.book());
            if (!after.equals(before)) {
                payments.update(after);
            }
            exchanges.insert(operation, seen, clock.instant());
            if (conclusion.voids()) {
                planVoid(after);
            }
            if (tellVtex && after.status().isDecided() && !before.status().isDecided()) {
                callbacks.insert(after, clock.instant());
            }
            return true;
        }));
    }

    private void planVoid(Payment payment) {
        var key = "void".getBytes(StandardCharsets.UTF_8);
        if (operations.find(payment.id(), Operation.Kind.VOID, key).isEmpty()) {
            var base = opened(payment, Operation.Kind.VOID, key, 0, UUID.randomUUID());
            operations.insert(base.in(Operation.State.IN_DOUBT), Optional.of(clock.instant()));
        }
    }

    /** Nothing can be shown in time: denied, and what may still be made at the acquirer will be removed. */
    Payment giveUp(Payment payment) {
        return retrying(() -> jdbc.inTransaction(() -> {
            var before = payments.lock(payment.id());
            if (before.status().isDecided() || before.next().isPresent()) {
                return before;
            }
            var after = before.apply(book -> {
                book.say("nothing-to-show", "The acquirer did not answer in time.");
                book.become(PaymentStatus.DENIED);
                book.decidedAt = Optional.of(clock.instant());
            });
            payments.update(after);
            return after;
        }));
    }

    /** Claims what is due, a little at a time; rows that another node is taking are passed over. */
    List<Operation> takeDue(int most) {
        return jdbc.inTransaction(() -> claimed(operations.due(clock.instant(), most)));
    }

    /** Claims all that is open of one payment, due or not; what a live call holds stays with it. */
    List<Operation> takeNow(UUID payment) {
        return jdbc.inTransaction(() -> claimed(operations.of(payment).stream()
                .filter(it -> it.state() == Operation.State.IN_DOUBT || it.state() == Operation.State.WAITING)
                .toList()));
    }

    private List<Operation> claimed(List<Operation> found) {
        var lease = clock.instant().plus(LEASE.multipliedBy(5));
        return found.stream()
                .map(it -> it.state() == Operation.State.OPEN || it.state() == Operation.State.FAILED
                        ? it.in(Operation.State.IN_DOUBT)
                        : it)
                .filter(it -> operations.take(it, UUID.randomUUID(), node.id(), lease))
                .map(it -> operations.find(it.id()).orElseThrow())
                .toList();
    }

    /** What this node held before it was restarted is free at once. */
    void freeOwn() {
        jdbc.transact(() -> operations.free(node.id(), clock.instant()));
    }

    /** The call is still alive: nobody else may take its operation. */
    boolean renew(Operation operation) {
        return jdbc.inTransaction(
                () -> operations.renew(operation, clock.instant().plus(LEASE)));
    }

    /** Makes sure that VTEX is told, where an answer had to leave before the outcome was written. */
    void tellVtex(UUID payment) {
        jdbc.transact(() -> callbacks.insert(payments.lock(payment), clock.instant()));
    }

    private Operation opened(Payment payment, Operation.Kind kind, byte[] requestKey, long amount, UUID claim) {
        var now = clock.instant();
        var request = new String(requestKey, StandardCharsets.UTF_8);
        return new Operation(
                Ids.next(),
                payment.tenantId(),
                payment.id(),
                kind,
                requestKey,
                Keys.of(payment.affiliationId(), payment.key(), kind.name(), request),
                Operation.State.OPEN,
                amount,
                1,
                claim,
                1,
                node.id(),
                now.plus(LEASE),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                now);
    }

    private Operation tombstone(Payment payment) {
        return opened(payment, Operation.Kind.CREATE, PaymentRows.key(payment.key()), 0, UUID.randomUUID());
    }

    /**
     * Lost locks, deadlocks and unclear commits: the whole transaction is read and decided anew. The fence makes a second
     * conclusion harmless; a lost claim is found by its unique key.
     */
    private static <T> T retrying(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DuplicateKeyException | PessimisticLockingFailureException | TransactionException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** When a repeat of a create may be sent again. */
    interface RepeatRules {
        Optional<String> callbackUrl();

        boolean mayReopen(Operation operation, Instant now);
    }
}
