package dev.pontage.limit;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One tenant's door for one kind of work, made for one allowance. */
final class Gate {
    private final Allowance allowance;
    private final Bucket bucket;
    private final Semaphore places;

    Gate(Allowance allowance) {
        this.allowance = allowance;
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(allowance.burst())
                        .refillGreedy(allowance.requestsPerSecond(), Duration.ofSeconds(1)))
                .build();
        this.places = new Semaphore(allowance.maxConcurrent());
    }

    boolean isFor(Allowance other) {
        return allowance.equals(other);
    }

    /** Takes a place and a token, waiting no longer than the patience for both together. */
    Entry enter(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Entry.Refused(Entry.Reason.CONCURRENCY);
            }
            if (bucket.tryConsume(1) || waitForToken(deadline - System.nanoTime())) {
                return new Entry.Admitted(places::release);
            }
            places.release();
            return new Entry.Refused(Entry.Reason.RATE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Entry.Refused(Entry.Reason.CONCURRENCY);
        }
    }

    private boolean waitForToken(long nanos) throws InterruptedException {
        try {
            return nanos > 0 && bucket.asBlocking().tryConsume(1, nanos, BlockingStrategy.PARKING);
        } catch (InterruptedException e) {
            places.release();
            throw e;
        }
    }
}
