package dev.pontage.payment;

import java.util.Optional;

/** The node dies at the next named step of that kind: what was committed stays, and nobody goes on from there. */
public final class Crashes implements Checkpoints.Listener {
    private Optional<Point> next = Optional.empty();

    private record Point(String paymentKey, Operation.Kind kind, Checkpoints.Step step) {}

    /** Arms it for one payment. */
    public synchronized void at(String paymentKey, String kind, String step) {
        next = Optional.of(new Point(paymentKey, Operation.Kind.valueOf(kind), Checkpoints.Step.valueOf(step)));
    }

    /** Whether it has happened. */
    public synchronized boolean happened() {
        return next.isEmpty();
    }

    @Override
    public synchronized void passed(String paymentKey, Operation.Kind kind, Checkpoints.Step step) {
        if (next.equals(Optional.of(new Point(paymentKey, kind, step)))) {
            next = Optional.empty();
            throw new IllegalStateException("the node died at " + kind + "." + step);
        }
    }
}
