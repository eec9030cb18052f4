package dev.pontage.callback;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to try again: after 1, 2, 4 … 60 seconds, then every five minutes; never all at the same moment. */
final class Backoff {
    private static final int DOUBLINGS = 6;
    private static final Duration LAST_QUICK = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofMinutes(5);

    /** A no of VTEX's mostly means that somebody must change something there. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(30);

    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How long to wait after so many attempts. */
    Duration after(int attempts) {
        if (attempts <= DOUBLINGS) {
            return spread(Duration.ofSeconds(1L << Math.max(0, attempts - 1)));
        }
        return spread(attempts == DOUBLINGS + 1 ? LAST_QUICK : SLOW);
    }

    Duration afterRefusal() {
        return spread(AFTER_REFUSAL);
    }

    private Duration spread(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * share()));
    }

    /** Several senders wait at the same time, and not every generator may be shared. */
    private synchronized double share() {
        return random.nextDouble(LEAST, MOST);
    }
}
