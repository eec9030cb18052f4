package dev.pontage.payment;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for another node's call by looking at its row. */
final class RowWatch {
    /** Ten looks a second are cheap beside the answer they wait for. */
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);

    private final Journal journal;
    private final Clock clock;

    RowWatch(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Until it is concluded, its node is no longer there, or the time is over. */
    void await(Operation operation, Duration within) {
        var end = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < end) {
            var current = journal.operation(operation.id());
            var over = current.isEmpty()
                    || current.get().state() != Operation.State.OPEN
                    || current.get().leaseUntil().isBefore(clock.instant());
            if (over) {
                return;
            }
            LockSupport.parkNanos(BETWEEN);
        }
    }
}
