package dev.pontage.world;

import java.time.Duration;

/** A clock that follows the real one at a hundred times its pace: background work keeps up, however slow the machine. */
public final class QuickTime {
    private static final int PACE = 100;

    /** Nobody waits for a node that died: its lease has run out before anything is asked again. */
    private static final Duration LEASE = Duration.ofSeconds(16);

    private final SettableClock clock;
    private long last = System.nanoTime();
    private boolean leapt;

    public QuickTime(SettableClock clock) {
        this.clock = clock;
    }

    /** Lets so much pass at once. */
    public void leap(Duration time) {
        clock.advance(time);
    }

    /** Lets pass what has passed since it was asked last. */
    public void pass() {
        var now = System.nanoTime();
        clock.advance(Duration.ofNanos((now - last) * PACE));
        last = now;
        if (!leapt) {
            clock.advance(LEASE);
            leapt = true;
        }
    }
}
