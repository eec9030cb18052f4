package dev.pontage.callback;

import dev.pontage.limit.Workers;
import java.time.Clock;
import java.time.Instant;

/** At most so many callbacks a second by all nodes together: after VTEX was away a day there may be hundreds of thousands. */
final class Pace {
    private static final long SECOND = 1_000;
    private static final double AT_ONCE = 0.2;

    private final Clock clock;
    private final int perSecond;
    private final Workers workers;
    private Instant last;
    private double saved;

    Pace(Clock clock, int perSecond, Workers workers) {
        this.workers = workers;
        this.clock = clock;
        this.perSecond = perSecond;
        this.last = clock.instant();
        this.saved = burst();
    }

    /** What may be made up for after a pause: with it and a second's refill no second ever has more than its share. */
    private double burst() {
        // Never less than one: of a smaller part no whole place would ever come together.
        return Math.max(1, share() * AT_ONCE);
    }

    /** This node's part. */
    private double share() {
        return (double) perSecond / workers.live();
    }

    /** Takes as many places as there are, up to this many. */
    synchronized int take(int wanted) {
        refill();
        var granted = Math.min(wanted, (int) saved);
        saved -= granted;
        return granted;
    }

    /** Gives places back that were not used. */
    synchronized void giveBack(int unused) {
        saved = Math.min(burst(), saved + unused);
    }

    private void refill() {
        var now = clock.instant();
        var passed = Math.max(0, now.toEpochMilli() - last.toEpochMilli());
        if (passed > 0) {
            saved = Math.min(burst(), saved + passed * share() * (1 - AT_ONCE) / SECOND);
        }
        // Also where the clock was set back: it may be long until that time comes again.
        last = now;
    }
}
