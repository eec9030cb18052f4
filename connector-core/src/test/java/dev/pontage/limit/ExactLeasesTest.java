package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that draw from one store, in virtual time: what they let in together, over any sixty seconds. */
class ExactLeasesTest {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SECONDS = 180;
    private static final int WINDOW = 60;

    private long now = TimeUnit.HOURS.toNanos(1);

    /** @param first how often its limit the first node is asked, @param others the same of each of the others */
    @ParameterizedTest
    @CsvSource({"200, 2, 3.0, 3.0", "200, 2, 3.0, 0.01", "50, 3, 2.0, 0.05", "1000, 4, 0.5, 0.5", "20, 2, 5.0, 0.1"})
    void over_any_minute_they_let_in_what_the_limit_allows(int rate, int nodes, double first, double others) {
        var allowance = new Allowance(rate, rate, 100);
        var store = new Store(allowance);
        var meters = new ArrayList<LeasedMeter>();
        for (var i = 0; i < nodes; i++) {
            meters.add(
                    new LeasedMeter(store, "acme", allowance, new LocalMeter(allowance, nodes, () -> now), () -> now));
        }
        var perSecond = admitted(meters, rate, first, others);

        var asked = Math.min(1, first + others * (nodes - 1));
        for (var from = 5; from + WINDOW <= SECONDS; from++) {
            var in = perSecond.subList(from, from + WINDOW).stream()
                    .mapToLong(it -> it)
                    .sum();
            assertThat(in).as("from second %d", from).isBetween((long) (rate * WINDOW * asked * 0.95), (long)
                    (rate * WINDOW * asked * 1.05));
        }
    }

    private List<Long> admitted(List<LeasedMeter> meters, int rate, double first, double others) {
        var perSecond = new ArrayList<Long>();
        var due = new double[meters.size()];
        for (var second = 0; second < SECONDS; second++) {
            var in = 0L;
            for (var step = 0; step < 1_000; step++) {
                now += STEP;
                for (var i = 0; i < due.length; i++) {
                    due[i] += rate * (i == 0 ? first : others) / 1_000;
                    for (; due[i] >= 1; due[i]--) {
                        in += meters.get(i).take() ? 1 : 0;
                    }
                }
            }
            perSecond.add(in);
        }
        return perSecond;
    }

    private final class Store implements Leases {
        private final Bucket bucket;

        Store(Allowance allowance) {
            bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(allowance.burst())
                            .refillGreedy(allowance.requestsPerSecond(), Duration.ofSeconds(1)))
                    .withCustomTimePrecision(new TimeMeter() {
                        @Override
                        public long currentTimeNanos() {
                            return now;
                        }

                        @Override
                        public boolean isWallClockBased() {
                            return false;
                        }
                    })
                    .build();
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public CompletableFuture<Long> draw(String name, Allowance allowance, long most) {
            return CompletableFuture.completedFuture(bucket.tryConsumeAsMuchAsPossible(most));
        }

        @Override
        public void giveBack(String name, Allowance allowance, long tokens) {
            bucket.addTokens(tokens);
        }

        @Override
        public void lost() {
            throw new AssertionError("it is there");
        }
    }
}
