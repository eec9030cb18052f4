package dev.pontage.acquirer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** Events in the order of their time, one after the other, and two cores that do what is to be done in turn. */
final class VirtualTime {
    private static final int CORES = 2;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Deque<Burst> waiting = new ArrayDeque<>();
    private int free = CORES;
    private long now;
    private long made;

    private record Event(long at, long order, Runnable what) {}

    private record Burst(long nanos, Runnable then) {}

    long now() {
        return now;
    }

    /** Something that takes time, but no core. */
    void after(long nanos, Runnable what) {
        events.add(new Event(now + nanos, made++, what));
    }

    /** Something that takes a core for so long, as soon as one is free; who came first is first. */
    void work(long nanos, Runnable then) {
        if (free == 0) {
            waiting.addLast(new Burst(nanos, then));
            return;
        }
        free--;
        after(nanos, () -> {
            free++;
            var next = waiting.pollFirst();
            if (next != null) {
                work(next.nanos(), next.then());
            }
            then.run();
        });
    }

    /** Until then, also if there would be more. */
    void runFor(Duration time) {
        for (var next = events.poll(); next != null && next.at() <= time.toNanos(); next = events.poll()) {
            now = next.at();
            next.what().run();
        }
    }
}
