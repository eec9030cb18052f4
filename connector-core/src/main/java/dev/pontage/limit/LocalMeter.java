package dev.pontage.limit;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Kept in this node's memory: this node's part of the rate. */
final class LocalMeter implements Meter {
    /** So that a small rate over many nodes is not rounded away. */
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Bucket bucket;

    /** @param nodes that share the allowance, this one included */
    LocalMeter(Allowance allowance, int nodes, LongSupplier nanos) {
        var burst = Math.max(1, allowance.burst() / nodes);
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(new Ticks(nanos))
                .addLimit(limit -> limit.capacity(burst)
                        .refillGreedy(
                                Math.max(1, allowance.requestsPerSecond()), Duration.ofNanos(nodes * NANOS_PER_SECOND)))
                .build();
    }

    @Override
    public boolean take() {
        return bucket.tryConsume(1);
    }

    @Override
    public boolean take(long nanos) throws InterruptedException {
        return nanos > 0 ? bucket.asBlocking().tryConsume(1, nanos, BlockingStrategy.PARKING) : take();
    }

    /** Time that only goes on, whatever is done to the clock on the wall. */
    private record Ticks(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
