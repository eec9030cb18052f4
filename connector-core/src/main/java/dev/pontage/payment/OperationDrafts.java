package dev.pontage.payment;

import dev.pontage.limit.NodeId;
import dev.pontage.tenant.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Operations at their first moment: claimed by this node. */
final class OperationDrafts {
    private final NodeId node;
    private final Clock clock;

    OperationDrafts(NodeId node, Clock clock) {
        this.node = node;
        this.clock = clock;
    }

    Operation opened(Payment payment, Operation.Kind kind, byte[] requestKey, long amount, UUID claim) {
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
                now.plus(Claims.LEASE),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.of(Operation.Sums.of(payment)),
                now);
    }
}
