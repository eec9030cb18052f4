package dev.pontage.payment;

import dev.pontage.limit.NodeId;
import dev.pontage.spi.payment.Change;
import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.dao.PessimisticLockingFailureException;

/** The first half of a change: decided while the payment's row is locked, and claimed before anybody is called. */
final class ChangeClaims {
    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final PaymentWrites writes;
    private final OperationRows operations;
    private final Conflicts conflicts;
    private final ChangeRules rules;
    private final OperationDrafts drafts;
    private final Consequences consequences;
    private final NodeId node;
    private final Clock clock;
    private final BiFunction<Payment, Consumer<Book>, Payment> change;

    /** @param change how the journal, and nobody else, changes a payment */
    ChangeClaims(
            TenantJdbc jdbc,
            PaymentWrites writes,
            NodeId node,
            Clock clock,
            BiFunction<Payment, Consumer<Book>, Payment> change) {
        this.change = change;
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
        this.writes = writes;
        this.operations = new OperationRows(jdbc);
        this.conflicts = new Conflicts(jdbc);
        this.rules = new ChangeRules(operations);
        this.drafts = new OperationDrafts(node, clock);
        this.consequences = new Consequences(jdbc, drafts, clock);
        this.node = node;
        this.clock = clock;
    }

    /** Claims a change, or answers it. Our own claim token tells after an unclear commit that it was ourselves who won. */
    ChangeRules.Verdict begin(UUID tenant, UUID connector, UUID affiliation, ChangeRequest request, Abilities can) {
        var claim = UUID.randomUUID();
        return Retries.decided(() -> jdbc.inTransaction(() -> {
            var payment = payments.lock(tenant, connector, request.paymentKey());
            if (payment.isEmpty()) {
                return request.kind() == ChangeRequest.Kind.CANCEL
                        ? buried(tenant, connector, affiliation, request)
                        : new ChangeRules.Answered(
                                new ChangeAnswer.Failed("payment-unknown", "There is no such payment."));
            }
            var verdict = rules.decide(payment.get(), request, can, clock.instant());
            return verdict instanceof ChangeRules.Running(var operation) && operation.isClaimed(claim)
                    ? new ChangeRules.Begun(payment.get(), operation)
                    : carriedOut(payment.get(), request, verdict, claim);
        }));
    }

    private ChangeRules.Verdict carriedOut(
            Payment payment, ChangeRequest request, ChangeRules.Verdict verdict, UUID claim) {
        return switch (verdict) {
            case ChangeRules.Reserve(var amount, var from, var again) -> {
                var changed = change.apply(payment, book -> {
                    if (request.kind() == ChangeRequest.Kind.SETTLE) {
                        book.settling += amount;
                    } else if (request.kind() == ChangeRequest.Kind.REFUND) {
                        book.refunding += amount;
                    }
                });
                writes.update(changed);
                yield claimed(changed, request, amount, from, again, claim);
            }
            case ChangeRules.Record(var answer, var book, var again, var voids) -> {
                var changed = change.apply(payment, book);
                writes.update(changed);
                record(changed, request, answer, again);
                if (voids) {
                    consequences.planVoid(changed);
                }
                if (request.kind() == ChangeRequest.Kind.CANCEL) {
                    operations.hurryCreate(changed.id(), clock.instant());
                }
                yield new ChangeRules.Answered(answer);
            }
            case ChangeRules.Differs(var standing, var first, var how) -> {
                conflicts.note(payment, first, how);
                yield standing;
            }
            default -> verdict;
        };
    }

    private ChangeRules.Verdict claimed(
            Payment payment,
            ChangeRequest request,
            long amount,
            List<Change.Part> from,
            Optional<Operation> again,
            UUID claim) {
        if (again.isPresent()) {
            var mine = again(again.get(), claim);
            operations.about(mine.id(), amount, Operation.Sums.of(payment), from, request.recipients());
            return new ChangeRules.Begun(payment, operations.find(mine.id()).orElseThrow());
        }
        var kind = Operation.Kind.valueOf(request.kind().name());
        var base = drafts.opened(payment, kind, ChangeRules.requestKey(request), amount, claim);
        var operation = base.withParts(from);
        operations.insert(operation, Optional.of(operation.leaseUntil()));
        if (!request.recipients().isEmpty()) {
            operations.about(operation.id(), amount, Operation.Sums.of(payment), from, request.recipients());
        }
        return new ChangeRules.Begun(payment, operation);
    }

    private Operation again(Operation before, UUID claim) {
        if (!operations.claim(before, claim, node.id(), clock.instant().plus(Claims.LEASE))) {
            throw new PessimisticLockingFailureException("the operation was taken up by another");
        }
        return operations.find(before.id()).orElseThrow();
    }

    private void record(Payment payment, ChangeRequest request, ChangeAnswer.Done answer, Optional<Operation> again) {
        var amount = answer.amount().minor();
        if (again.isPresent()) {
            var mine = again(again.get(), UUID.randomUUID());
            operations.about(mine.id(), amount, Operation.Sums.of(payment), List.of(), List.of());
            var conclusion = Conclusion.of(Operation.State.DONE, answer.code(), answer.message(), book -> {});
            operations.conclude(mine, conclusion.named(Optional.of(answer.id())), clock.instant());
            operations.tell(mine.id(), answer.metadata());
            return;
        }
        var kind = Operation.Kind.valueOf(request.kind().name());
        var base = drafts.opened(payment, kind, ChangeRules.requestKey(request), amount, UUID.randomUUID());
        operations.insert(base.answered(answer), Optional.empty());
        operations.tell(base.id(), answer.metadata());
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
                "There was nothing to cancel; this payment will not be authorized any more.",
                Map.of());
        record(payment, request, answer, Optional.empty());
        return new ChangeRules.Answered(answer);
    }
}
