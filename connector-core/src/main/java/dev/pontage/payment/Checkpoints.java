package dev.pontage.payment;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The named points between the steps of an operation. A process may die at any of them, and nothing may come of it: the
 * torture runs listen here and make it so.
 */
@Component
class Checkpoints {
    private final Listener listener;

    Checkpoints(ObjectProvider<Listener> listener) {
        this.listener = listener.getIfAvailable(() -> (paymentKey, kind, step) -> {});
    }

    /** Between which steps. */
    enum Step {
        /** Nothing is written yet. */
        CLAIMING,
        /** The row is committed; nobody has been called. */
        CLAIMED,
        /** The acquirer has answered; nobody has written it down. */
        ANSWERED,
        /** The outcome is committed; nobody has been told. */
        CONCLUDED,
        /** The resolver has taken it up. */
        TAKEN,
        /** The resolver knows more; it is not written yet. */
        LOOKED,
        /** What the resolver found is committed. */
        RESOLVED
    }

    /** One who wants to know. */
    interface Listener {
        void passed(String paymentKey, Operation.Kind kind, Step step);
    }

    void passed(String paymentKey, Operation.Kind kind, Step step) {
        listener.passed(paymentKey, kind, step);
    }
}
