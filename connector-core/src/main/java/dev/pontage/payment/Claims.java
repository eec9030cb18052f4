package dev.pontage.payment;

import dev.pontage.limit.NodeId;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Who holds an operation, and until when. A claim is a committed compare-and-set; the lock alone decides nothing. */
@Component
class Claims {
    /** Longer than a pause of a healthy node, short enough for a crash to be noticed while the shopper waits. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private final TenantJdbc jdbc;
    private final OperationRows operations;
    private final NodeId node;
    private final InFlight inFlight;
    private final Clock clock;
    private final Turns turns = new Turns();

    Claims(@Qualifier("paymentsJdbc") TenantJdbc jdbc, NodeId node, InFlight inFlight, Clock clock) {
        this.jdbc = jdbc;
        this.operations = new OperationRows(jdbc);
        this.node = node;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** Claims what is due, a little at a time; rows that another node is taking are passed over. */
    List<Operation> takeDue(int most) {
        var now = clock.instant();
        var lease = now.plus(LEASE);
        return jdbc.inTransaction(() -> claimed(
                turns
                        .take(most, Operation::id, some -> operations.due(now, some), () -> operations.tenantsDue(now))
                        .stream()
                        .filter(it -> !heldHere(it, lease))
                        .toList(),
                lease));
    }

    /**
     * Claims all that is open of one payment, due or not. What a live call holds stays with it; a look that is on its way
     * is overtaken, for it may have asked before that happened which somebody has just heard of.
     */
    List<Operation> takeNow(UUID payment) {
        var open = Set.of(Operation.State.IN_DOUBT, Operation.State.WAITING);
        return jdbc.inTransaction(() -> claimed(
                operations.of(payment).stream()
                        .filter(it -> open.contains(it.state()))
                        .toList(),
                clock.instant().plus(LEASE)));
    }

    private List<Operation> claimed(List<Operation> found, Instant lease) {
        return found.stream()
                .filter(it -> operations.take(it, takenAs(it), UUID.randomUUID(), node.id(), lease))
                .map(it -> operations.find(it.id()).orElseThrow())
                .toList();
    }

    /** While the database was away nobody could renew: who lives and holds it still goes on holding it. */
    private boolean heldHere(Operation operation, Instant lease) {
        var held = inFlight.of(operation.id())
                .filter(it -> it.operation.isHeldLike(operation))
                .isPresent();
        if (held) {
            operations.hold(operation, lease);
        }
        return held;
    }

    private static Operation.State takenAs(Operation operation) {
        var crashed = operation.state() == Operation.State.OPEN;
        var mayBeThere = operation.state() == Operation.State.FAILED && !operation.stayedHere();
        return crashed || mayBeThere ? Operation.State.IN_DOUBT : operation.state();
    }

    /** What this node held before it was restarted is free at once. */
    void freeOwn() {
        jdbc.transact(() -> operations.free(node.id(), clock.instant()));
    }

    /** The call, or the look, is still alive: nobody else may take its operation. */
    void renew(InFlight.Call call) {
        var now = clock.instant();
        var lease = now.plus(LEASE);
        if (jdbc.inTransaction(() -> operations.renew(call.operation, lease, now))) {
            call.heldUntil(lease);
        }
    }
}
