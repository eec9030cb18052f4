package dev.pontage.policy;

import java.util.Optional;

/**
 * What holds for one payment method of one affiliation. Delays are whole seconds; an empty one means the usual.
 *
 * @param dueInBusinessDays when a slip is due; it takes the place of the delay to cancel
 */
public record MethodPolicy(
        String name,
        boolean enabled,
        Optional<Integer> delayToCancel,
        Optional<Integer> delayToAutoSettle,
        Optional<Integer> delayToAutoSettleAfterAntifraud,
        Optional<Integer> dueInBusinessDays) {
    /** Without a due date. */
    public MethodPolicy(
            String name,
            boolean enabled,
            Optional<Integer> delayToCancel,
            Optional<Integer> delayToAutoSettle,
            Optional<Integer> delayToAutoSettleAfterAntifraud) {
        this(name, enabled, delayToCancel, delayToAutoSettle, delayToAutoSettleAfterAntifraud, Optional.empty());
    }

    /** On, with the usual delays. */
    public static MethodPolicy usual(String name) {
        return new MethodPolicy(name, true, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with another delay to cancel. */
    MethodPolicy withDelayToCancel(Optional<Integer> seconds) {
        return new MethodPolicy(
                name, enabled, seconds, delayToAutoSettle, delayToAutoSettleAfterAntifraud, dueInBusinessDays);
    }
}
