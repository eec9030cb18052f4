package dev.pontage.payment;

import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/** The first half of a create: its row is claimed before anybody is called, and a repeat finds it. */
final class CreateClaims {
    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final OperationRows operations;
    private final OperationDrafts drafts;
    private final NodeId node;
    private final Clock clock;

    CreateClaims(TenantJdbc jdbc, NodeId node, Clock clock) {
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
        this.operations = new OperationRows(jdbc);
        this.drafts = new OperationDrafts(node, clock);
        this.node = node;
        this.clock = clock;
    }

    /** Claims a create, or says how it stands. Losing the race for the row, at insert or at commit, means: read. */
    Entry begin(Payment draft, String fingerprint, RepeatRules repeat) {
        for (var attempt = 1; ; attempt++) {
            var claim = UUID.randomUUID();
            try {
                var known = payments.known(draft.tenantId(), draft.connectorId(), draft.key());
                if (known.isPresent()) {
                    return repeated(known.get(), fingerprint, repeat);
                }
                var operation = drafts.opened(
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
                if (attempt == Retries.TRIES) {
                    throw e;
                }
            } catch (TransactionException e) {
                // The commit's outcome is unknown: our own claim token tells.
                var mine = own(draft, claim);
                if (mine.isPresent()) {
                    return mine.get();
                }
                if (attempt == Retries.TRIES) {
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

    private Entry repeated(PaymentRows.Known known, String fingerprint, RepeatRules repeat) {
        var differs = !known.fingerprint().equals(fingerprint);
        var payment = known.payment();
        if (payment.status().isDecided() && !differs) {
            return new Entry.Concluded(payment);
        }
        var found = operations.find(payment.id(), Operation.Kind.CREATE, PaymentRows.key(payment.key()));
        if (found.isEmpty()) {
            return new Entry.Concluded(payment);
        }
        var operation = found.get();
        if (differs) {
            var what = "first " + known.fingerprint() + ", then " + fingerprint;
            jdbc.transact(() -> operations.conflict(operation, what));
        }
        // The operation was read after the payment: if it ended in between, the payment is read again.
        var moved =
                operation.state() != Operation.State.OPEN && !payment.status().isDecided();
        var latest = moved ? payments.find(payment.id()).orElse(payment) : payment;
        var current = calledBackAt(latest, repeat.callbackUrl());
        if (operation.state() == Operation.State.OPEN && operation.leaseUntil().isAfter(clock.instant())) {
            return new Entry.InFlight(current, operation);
        }
        if (current.status().isDecided() || !repeat.mayReopen(operation, clock.instant())) {
            return new Entry.Concluded(current);
        }
        return reopened(current, operation);
    }

    private Entry reopened(Payment payment, Operation operation) {
        var claim = UUID.randomUUID();
        var lease = clock.instant().plus(Claims.LEASE);
        var won = jdbc.inTransaction(() -> operations.claim(operation, claim, node.id(), lease, 1));
        var now = operations.find(operation.id()).orElseThrow();
        return won && now.claim().equals(claim)
                ? new Entry.Fresh(payment, now, true)
                : new Entry.InFlight(payment, now);
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
