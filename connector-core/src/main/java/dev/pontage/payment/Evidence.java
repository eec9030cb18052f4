package dev.pontage.payment;

import java.time.Instant;

/**
 * "Not found" is evidence, not truth: the first request may still be on its way. It is believed the second time, once the
 * acquirer has had the time that its descriptor asks for.
 */
final class Evidence {
    private Evidence() {}

    static boolean certain(Operation operation, Abilities can, Instant now) {
        var settling = can.descriptor().orElseThrow().timing().settlingTime();
        return operation
                .firstNotFoundAt()
                .map(it -> !it.plus(settling).isAfter(now))
                .orElse(false);
    }

    static Conclusion lookAgain(Operation operation, Abilities can, Instant now) {
        var settling = can.descriptor().orElseThrow().timing().settlingTime();
        return Outcomes.lookAgain(operation, "The acquirer does not find it.", now)
                .withNotFound()
                .dueAt(operation.firstNotFoundAt().orElse(now).plus(settling));
    }
}
