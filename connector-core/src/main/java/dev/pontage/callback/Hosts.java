package dev.pontage.callback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** How each of VTEX's hosts is doing: a slow one holds few places, one that is away is left alone for a while. */
final class Hosts {
    /** Of the places, what one host may hold: a slow one leaves room for the others. */
    private static final int AT_ONCE = 64;

    private static final int FAILURES_TO_OPEN = 10;
    private static final Duration OPEN = Duration.ofSeconds(15);

    private final Clock clock;
    private final Cache<String, Host> hosts =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(2)).build();

    Hosts(Clock clock) {
        this.clock = clock;
    }

    Host of(String name) {
        return hosts.get(name, it -> new Host());
    }

    /** One host. */
    final class Host {
        final Semaphore places = new Semaphore(AT_ONCE);
        private int failures;
        private Optional<Instant> openUntil = Optional.empty();

        /** Until when it is left alone. */
        synchronized Optional<Instant> away() {
            return openUntil.filter(it -> it.isAfter(clock.instant()));
        }

        synchronized void failed() {
            failures++;
            if (failures >= FAILURES_TO_OPEN) {
                openUntil = Optional.of(clock.instant().plus(OPEN));
            }
        }

        /** Whether it was away before: then others wait for it. */
        synchronized boolean answered() {
            var wasAway = failures >= FAILURES_TO_OPEN;
            failures = 0;
            openUntil = Optional.empty();
            return wasAway;
        }
    }
}
