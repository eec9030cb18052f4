package dev.pontage.payment;

import java.time.Instant;

/**
 * "Not found" is evidence, not truth: the first request may still be on its way. It is believed the second time, once the
 * acquirer has had the time that its descriptor asks for.
 */
final class Evidence {
    private static final String UNKNOWN_THERE = "The acquirer does not find what it had taken in: ask its people.";

    private Evidence() {}

    static boolean certain(Operation operation, Abilities can, Instant now) {
        var settling = can.descriptor().orElseThrow().timing().settlingTime();
        return operation
                .firstNotFoundAt()
                .map(it -> !it.plus(settling).isAfter(now))
                .orElse(false);
    }

    /**
     * What the acquirer has told us that it has is never "not there", however often it does not find it: its money stays
     * aside, nothing is sent again, and people see it.
     */
    static Conclusion ofAcknowledged(Look look, Instant next, Instant now) {
        var operation = look.operation();
        var conclusion = Conclusion.of(operation.state(), "in-progress", "The acquirer does not find it.", book -> {})
                .withNotFound()
                .dueAt(next);
        return certain(operation, look.can(), now) && look.payment().review().isEmpty()
                ? conclusion.flagged(UNKNOWN_THERE)
                : conclusion;
    }

    static Conclusion lookAgain(Operation operation, Abilities can, Instant now) {
        var settling = can.descriptor().orElseThrow().timing().settlingTime();
        return Outcomes.lookAgain(operation, "The acquirer does not find it.", now)
                .withNotFound()
                .dueAt(operation.firstNotFoundAt().orElse(now).plus(settling));
    }
}
