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

    /** Whether there are any. */
    static boolean follow(Decision decision, boolean tellVtex) {
        return decision.conclusion().voids() || (tellVtex && decides(decision));
    }

    private static boolean decides(Decision decision) {
        return decision.after().status().isDecided()
                && !decision.before().status().isDecided();
    }

    /** False: something may be left at the acquirer that nobody removes any more. */
    boolean of(Decision decision, boolean tellVtex) {
        var seenTo = !decision.conclusion().voids() || planVoid(decision.after());
        if (tellVtex && decides(decision)) {
            callbacks.insert(decision.after(), clock.instant());
        }
        return seenTo;
    }

    /** Once per payment; looked after again if the acquirer tells anew that something is there. */
    boolean planVoid(Payment payment) {
        var now = clock.instant();
        var before = operations.find(payment.id(), Operation.Kind.VOID, VOID);
        if (before.isEmpty()) {
            var base = drafts.opened(payment, Operation.Kind.VOID, VOID, 0, UUID.randomUUID());
            operations.insert(base.in(Operation.State.IN_DOUBT), Optional.of(now));
            return true;
        }
        var attempt = before.get().attempt();
        return switch (before.get().state()) {
            // Whoever looks at it has asked before this was told.
            case OPEN, IN_DOUBT, WAITING -> {
                operations.revive(before.get(), before.get().state(), attempt, now);
                yield true;
            }
            case DONE, REVIEW, FAILED, MANUAL, REVERSED -> {
                if (attempt < VOIDS) {
                    operations.revive(before.get(), Operation.State.IN_DOUBT, attempt + 1, now);
                }
                yield attempt < VOIDS;
            }
        };
    }
}
