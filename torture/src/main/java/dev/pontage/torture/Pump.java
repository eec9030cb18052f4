package dev.pontage.torture;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Requests over kept connections, as cheaply as can be, so that the load takes little of what it measures. Closed: each
 * connection sends its next request when it has its answer. Open: requests have a time at which they are due, and one
 * that has to wait for a connection has been waiting since then.
 */
final class Pump {
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
        return run(time, 0);
    }

    Flow open(Duration time, double perSecond) {
        return run(time, perSecond);
    }

    private Flow run(Duration time, double perSecond) {
        var start = System.nanoTime();
        var end = start + time.toNanos();
        var due = new AtomicLong();
        var failures = new AtomicLong();
        var all = new ConcurrentLinkedQueue<long[]>();
        var threads = IntStream.range(0, connections)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    try (var share = new Share(target)) {
                        all.add(share.pump(start, end, perSecond, due, failures));
                    } catch (IOException e) {
                        failures.incrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Pump::join);
        var times = all.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return new Flow(times, failures.get(), (System.nanoTime() - start) / 1e9);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection's part. */
    private final class Share implements AutoCloseable {
        private final Line line;
        private long[] times = new long[4_096];
        private int count;

        Share(URI target) throws IOException {
            this.line = new Line(target);
        }

        long[] pump(long start, long end, double perSecond, AtomicLong due, AtomicLong failures) throws IOException {
            while (true) {
                var begun = System.nanoTime();
                if (perSecond > 0) {
                    begun = start + (long) (due.getAndIncrement() / perSecond * 1e9);
                    for (var early = begun - System.nanoTime(); early > 0; early = begun - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                }
                if (begun >= end) {
                    return Arrays.copyOf(times, count);
                }
                if (line.ask(requests.apply(next.getAndIncrement())).status() != 200) {
                    failures.incrementAndGet();
                }
                note(System.nanoTime() - begun);
            }
        }

        private void note(long nanos) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = nanos;
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }
}
