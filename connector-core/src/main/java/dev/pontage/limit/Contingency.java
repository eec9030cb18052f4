package dev.pontage.limit;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The technical errors that VTEX has had from each connector lately. Five in five minutes make it stop card payments for all
 * merchants of that connector. The documented 500 of a change that is not done yet is counted apart, since VTEX does not say
 * whether it counts.
 */
@Component
public class Contingency {
    /** VTEX's own numbers. */
    public static final int TRIGGER = 5;

    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** Enough to show that it is bad; older ones of a storm need no place. */
    private static final int MOST = 1_000;

    private final Clock clock;
    private final ConcurrentHashMap<Key, Deque<Instant>> errors = new ConcurrentHashMap<>();

    private record Key(String connector, Work work) {}

    /** What is left of VTEX's patience with a connector. */
    public record Budget(int creates, int changes) {
        /** Whether creates alone have used it up. */
        public boolean isSpent() {
            return creates >= TRIGGER;
        }
    }

    public Contingency(Clock clock) {
        this.clock = clock;
    }

    /** VTEX was answered 500 or more. */
    public void failed(String connector, Work work) {
        var times = errors.computeIfAbsent(new Key(connector, work), it -> new ArrayDeque<>());
        synchronized (times) {
            times.addLast(clock.instant());
            if (times.size() > MOST) {
                times.removeFirst();
            }
        }
        Metrics.counter("pontage.vtex.errors", "connector", connector, "work", work.name())
                .increment();
    }

    /** Those that had any since this node started. */
    public Set<String> connectors() {
        return errors.keySet().stream().map(Key::connector).collect(Collectors.toSet());
    }

    /** The last five minutes of a connector, on this node. */
    public Budget of(String connector) {
        return new Budget(lately(connector, Work.CREATE), lately(connector, Work.CHANGE));
    }

    private int lately(String connector, Work work) {
        var times = errors.get(new Key(connector, work));
        if (times == null) {
            return 0;
        }
        synchronized (times) {
            var since = clock.instant().minus(WINDOW);
            while (!times.isEmpty() && times.peekFirst().isBefore(since)) {
                times.removeFirst();
            }
            return times.size();
        }
    }
}
