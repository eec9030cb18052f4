package dev.pontage.limit;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One tenant's door for one kind of work, made for one allowance and so many nodes, of which this one keeps its part. */
final class Gate {
    private final Allowance allowance;
    private final int nodes;
    private final Meter meter;
    private final Semaphore places;
    private final int most;
    final LongAdder admitted = new LongAdder();
    final Map<Entry.Reason, LongAdder> refused = new EnumMap<>(Entry.Reason.class);

    Gate(Allowance allowance, int nodes, Meter meter) {
        this.allowance = allowance;
        this.nodes = nodes;
        this.meter = meter;
        for (var reason : Entry.Reason.values()) {
            refused.put(reason, new LongAdder());
        }
        this.most = Math.max(1, allowance.maxConcurrent() / nodes);
        this.places = new Semaphore(most);
    }

    void refuse(Entry.Reason reason) {
        refused.getOrDefault(reason, new LongAdder()).increment();
    }

    /** How many were refused for each reason that there was. */
    Map<Entry.Reason, Long> refusals() {
        var counts = new EnumMap<Entry.Reason, Long>(Entry.Reason.class);
        refused.forEach((reason, count) -> counts.put(reason, count.sum()));
        counts.values().removeIf(it -> it == 0);
        return counts;
    }

    boolean isFor(Allowance other, int otherNodes) {
        return nodes == otherNodes && allowance.equals(other);
    }

    int inUse() {
        return most - places.availablePermits();
    }

    Allowance allowance() {
        return allowance;
    }

    /** Takes a place and a token, waiting no longer than the deadline for both together. */
    Entry enter(long deadline) throws InterruptedException {
        if (!places.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            return new Entry.Refused(Entry.Reason.CONCURRENCY);
        }
        var in = false;
        try {
            in = meter.take() || waited(deadline);
            return in ? new Entry.Admitted(places::release) : new Entry.Refused(Entry.Reason.RATE);
        } finally {
            if (!in) {
                places.release();
            }
        }
    }

    private boolean waited(long deadline) throws InterruptedException {
        var nanos = deadline - System.nanoTime();
        return nanos > 0 && meter.take(nanos);
    }
}
