package dev.pontage.payment;

import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What has to follow a conclusion, written in its transaction. */
final class Consequences {
    /** How often a void is sent for one payment, if the acquirer keeps telling of money. */
    private static final int VOIDS = 3;

    private static final byte[] VOID = "void".getBytes(StandardCharsets.UTF_8);

    private final OperationRows operations;
    private final CallbackRows callbacks;
    private final OperationDrafts drafts;
    private final Clock clock;

    Consequences(TenantJdbc jdbc, OperationDrafts drafts, Clock clock) {
        this.operations = new OperationRows(jdbc);
        this.callbacks = new CallbackRows(jdbc);
        this.drafts = drafts;
        this.clock = clock;
    }

    void of(Decision decision, boolean tellVtex) {
        if (decision.conclusion().voids()) {
            planVoid(decision.after());
        }
        if (tellVtex
                && decision.after().status().isDecided()
                && !decision.before().status().isDecided()) {
            callbacks.insert(decision.after(), clock.instant());
        }
    }

    /** Once per payment; looked after again if the acquirer tells anew that something is there. */
    void planVoid(Payment payment) {
        var now = clock.instant();
        var before = operations.find(payment.id(), Operation.Kind.VOID, VOID);
        if (before.isEmpty()) {
            var base = drafts.opened(payment, Operation.Kind.VOID, VOID, 0, UUID.randomUUID());
            operations.insert(base.in(Operation.State.IN_DOUBT), Optional.of(now));
        } else if (before.get().state() == Operation.State.DONE && before.get().attempt() < VOIDS) {
            operations.revive(before.get(), now);
        }
    }
}
