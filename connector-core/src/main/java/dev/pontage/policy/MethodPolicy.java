package dev.pontage.policy;

import java.util.Optional;

/**
 * What holds for one payment method of one affiliation. Delays are whole seconds; an empty one means the usual.
 */
public record MethodPolicy(
        String name,
        boolean enabled,
        Optional<Integer> delayToCancel,
        Optional<Integer> delayToAutoSettle,
        Optional<Integer> delayToAutoSettleAfterAntifraud) {

    /** On, with the usual delays. */
    public static MethodPolicy usual(String name) {
        return new MethodPolicy(name, true, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
