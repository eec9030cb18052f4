package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Requests over kept connections, as cheaply as can be, so that the load takes little of what it measures. Closed: each
 * connection sends its next request when it has its answer. Open: requests have a time at which they are due, and one
 * that has to wait for a connection has been waiting since then; those of the first seconds are not counted, when
 * processes that stood idle while others were measured get their memory back and the compilers meet another load.
 */
final class Pump {
    private static final Duration LEAD = Duration.ofSeconds(2);
    private static final long MILLISECOND = 1_000_000;
    private static final long PATIENCE = 1;

    /** So late an answer may be seen. */
    private static final long LOOK = 400_000;

    private final URI target;
    private final int connections;
    private final LongFunction<byte[]> requests;
    private final AtomicLong next;

    /** @param requests the whole of a request by its number */
    Pump(URI target, int connections, LongFunction<byte[]> requests, AtomicLong next) {
        this.target = target;
        this.connections = connections;
        this.requests = requests;
        this.next = next;
    }

    /** What came of it; times in nanoseconds, sorted. */
    record Flow(long[] times, long failures, double seconds) {
        double perSecond() {
            return times.length / seconds;
        }

        double millis(double quantile) {
            return times.length == 0
                    ? 0
                    : times[(int) Math.min(times.length - 1L, (long) (times.length * quantile))] / 1e6;
        }
    }

    Flow closed(Duration time) {
        return run(Duration.ZERO, time, 0);
    }

    Flow open(Duration time, double perSecond) {
        return run(LEAD, time, perSecond);
    }

    private Flow run(Duration lead, Duration time, double perSecond) {
        try (var selector = Selector.open()) {
            var free = new ArrayDeque<Wire>();
            for (var i = 0; i < connections; i++) {
                free.add(new Wire(target, selector));
            }
            var start = System.nanoTime();
            var counts = start + lead.toNanos();
            var run = new Run(selector, free, start, counts, counts + time.toNanos(), perSecond);
            run.go();
            return new Flow(run.times(), run.failures, (System.nanoTime() - counts) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One thread for all connections: as many threads as connections would take from the processors what is measured. */
    private final class Run {
        private final Selector selector;
        private final Deque<Wire> free;
        private final long start;
        private final long counts;
        private final long end;
        private final double perSecond;
        private long[] times = new long[65_536];
        private int count;
        private long sent;
        private long failures;

        Run(Selector selector, Deque<Wire> free, long start, long counts, long end, double perSecond) {
            this.selector = selector;
            this.free = free;
            this.start = start;
            this.counts = counts;
            this.end = end;
            this.perSecond = perSecond;
        }

        long[] times() {
            var all = Arrays.copyOf(times, count);
            Arrays.sort(all);
            return all;
        }

        void go() throws IOException {
            while (true) {
                var due = due();
                for (; !free.isEmpty() && due < end && due <= System.nanoTime(); due = due()) {
                    free.remove().send(requests.apply(next.getAndIncrement()), due);
                    sent++;
                }
                if (due >= end && free.size() == connections) {
                    break;
                }
                hear(free.isEmpty() || due >= end ? Long.MAX_VALUE : due - System.nanoTime());
            }
            for (var wire : free) {
                wire.close();
            }
        }

        /** When the next one is; at once where none is due before there is an answer. */
        private long due() {
            return perSecond == 0 ? System.nanoTime() : start + (long) (sent / perSecond * 1e9);
        }

        private void hear(long nanos) throws IOException {
            if (nanos > MILLISECOND) {
                selector.select(PATIENCE);
            } else {
                LockSupport.parkNanos(Math.min(nanos, LOOK));
                selector.selectNow();
            }
            var now = System.nanoTime();
            for (var key : selector.selectedKeys()) {
                var wire = (Wire) key.attachment();
                var status = wire.read();
                if (status != 0) {
                    answered(wire, status, now);
                }
            }
            selector.selectedKeys().clear();
        }

        private void answered(Wire wire, int status, long now) {
            free.add(wire);
            failures += status == 200 ? 0 : 1;
            if (wire.since() < counts) {
                return;
            }
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = now - wire.since();
        }
    }
}
