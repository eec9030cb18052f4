package dev.pontage.payment;

import dev.pontage.limit.NodeId;
import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/** The first half of a create: its row is claimed before anybody is called, and a repeat finds it. */
final class CreateClaims {
    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final KnownPayments known;
    private final LatelyMet lately = new LatelyMet();
    private final OperationRows operations;
    private final Conflicts conflicts;
    private final OperationDrafts drafts;
    private final NodeId node;
    private final CreateGroups groups;
    private final Clock clock;

    CreateClaims(TenantJdbc jdbc, CreateGroups groups, Remembered remembered, NodeId node, Clock clock) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.payments = new PaymentRows(jdbc);
        this.known = new KnownPayments(jdbc, remembered);
        this.operations = new OperationRows(jdbc);
        this.conflicts = new Conflicts(jdbc);
        this.drafts = new OperationDrafts(node, clock);
        this.node = node;
        this.clock = clock;
    }

    /**
     * Claims a create, or says how it stands. With those of others first; what that leaves open is done alone. Losing the
     * race for the row, at insert or at commit, means: read. Our own claim token tells whether it was ourselves who won.
     * Most are new, so nobody looks for one that has not been met: the claim itself finds out.
     *
     * @param draft only needed for one that is new
     */
    Entry begin(PaymentRows.Name name, Supplier<Payment> draft, String fingerprint, RepeatRules repeat) {
        var claim = Optional.<CreateGroups.Claim>empty();
        var met = lately.meets(name);
        var once = new Reopening();
        for (var attempt = 0; ; attempt++) {
            try {
                var known = met || claim.isPresent() ? this.known.find(name) : this.known.remembered(name);
                if (known.isPresent()) {
                    return claim.flatMap(it -> own(known.get().payment(), it.operation()))
                            .orElseGet(() -> repeated(known.get(), fingerprint, repeat, once));
                }
                if (claim.isPresent()) {
                    alone(claim.get());
                    return claim.get().fresh();
                }
                claim = Optional.of(claim(draft.get(), fingerprint));
                if (groups.claimed(claim.get())) {
                    return claim.get().fresh();
                }
            } catch (DuplicateKeyException | PessimisticLockingFailureException | TransactionException e) {
                if (attempt == Retries.TRIES) {
                    throw e;
                }
            }
        }
    }

    private CreateGroups.Claim claim(Payment draft, String fingerprint) {
        var key = PaymentRows.key(draft.key());
        var operation =
                drafts.opened(draft, Operation.Kind.CREATE, key, draft.amount().minor(), UUID.randomUUID());
        return new CreateGroups.Claim(draft, fingerprint, operation);
    }

    private void alone(CreateGroups.Claim claim) {
        var operation = claim.operation();
        jdbc.transact(() -> {
            payments.insert(claim.draft(), claim.fingerprint());
            operations.insert(operation, Optional.of(operation.leaseUntil()));
        });
    }

    private Optional<Entry> own(Payment payment, Operation operation) {
        return operations
                .find(operation.id())
                .filter(it -> it.claim().equals(operation.claim()))
                .map(it -> Entry.Fresh.first(payment, it));
    }

    private Entry repeated(PaymentRows.Known known, String fingerprint, RepeatRules repeat, Reopening once) {
        var differs = !known.fingerprint().equals(fingerprint);
        var payment = known.payment();
        if (payment.status().isDecided() && !differs) {
            return new Entry.Concluded(payment, known.called());
        }
        var found = operations.find(payment.id(), Operation.Kind.CREATE, PaymentRows.key(payment.key()));
        if (found.isEmpty()) {
            return new Entry.Concluded(payment, known.called());
        }
        var operation = found.get();
        if (differs) {
            var what = "first " + known.fingerprint() + ", then " + fingerprint;
            jdbc.transact(() -> conflicts.note(payment, operation, what));
        }
        // The operation was read after the payment: if it ended in between, the payment is read again.
        var moved =
                operation.state() != Operation.State.OPEN && !payment.status().isDecided();
        var latest = moved ? payments.find(payment.id()).orElse(payment) : payment;
        var current = calledBackAt(latest, repeat.callbackUrl());
        if (once.isMine(operation)) {
            return once.fresh(current, operation);
        }
        if (operation.state() == Operation.State.OPEN && operation.leaseUntil().isAfter(clock.instant())) {
            return new Entry.InFlight(current, operation);
        }
        var over = current.status().isDecided() || current.isExpired(clock.instant());
        if (differs || over || !repeat.mayReopen(current, operation, clock.instant())) {
            return new Entry.Concluded(current, moved || known.called());
        }
        return reopened(current, operation, once);
    }

    /** One attempt to begin a known sale again, however often its transaction is tried. */
    private static final class Reopening {
        private Optional<UUID> claim = Optional.empty();
        private boolean doubtful;

        /** Made when it is needed: most repeats claim nothing. */
        UUID claim() {
            claim = claim.or(() -> Optional.of(UUID.randomUUID()));
            return claim.get();
        }

        boolean isMine(Operation operation) {
            return claim.filter(operation::isClaimed).isPresent();
        }

        Entry.Fresh fresh(Payment payment, Operation operation) {
            return new Entry.Fresh(payment, operation, true, doubtful);
        }
    }

    private Entry reopened(Payment payment, Operation operation, Reopening once) {
        once.doubtful = operation.state() != Operation.State.FAILED;
        var lease = clock.instant().plus(Claims.LEASE);
        // Locked as a cancel locks it: what has been cancelled does not leave any more.
        var locked = jdbc.inTransaction(() -> {
            var current = payments.lock(payment.id());
            if (!current.status().isDecided()) {
                operations.claim(operation, once.claim(), node.id(), lease);
            }
            return current;
        });
        if (locked.status().isDecided()) {
            return new Entry.Concluded(locked, true);
        }
        var now = operations.find(operation.id()).orElseThrow();
        return once.isMine(now) ? once.fresh(locked, now) : new Entry.InFlight(locked, now);
    }

    /** A repeat writes only when its callback URL is new and still needed, or when it differs from the first call. */
    private Payment calledBackAt(Payment payment, Optional<String> callbackUrl) {
        var same = callbackUrl.isEmpty() || callbackUrl.equals(payment.callbackUrl());
        if (same || payment.status().isDecided()) {
            return payment;
        }
        jdbc.transact(() -> payments.callTo(payment.id(), callbackUrl.get()));
        return payments.find(payment.id()).orElse(payment);
    }
}
