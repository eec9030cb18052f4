package dev.pontage.ppp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Looks things up at most every three seconds, and falls back on what it last saw when looking fails. */
final class Remembered<K, V> {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final int MOST = 20_000;

    private final Function<K, Optional<V>> look;
    private final Reach reach;
    private final Cache<K, Optional<V>> fresh =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();
    private final Cache<K, V> last = Caffeine.newBuilder().maximumSize(MOST).build();

    Remembered(Function<K, Optional<V>> look, Reach reach) {
        this.look = look;
        this.reach = reach;
    }

    Optional<V> get(K key) {
        return fresh.get(key, this::seen);
    }

    private Optional<V> seen(K key) {
        var before = Optional.ofNullable(last.getIfPresent(key));
        if (before.isPresent() && !reach.mayAsk()) {
            return before;
        }
        try {
            var value = reach.ask(() -> look.apply(key));
            value.ifPresent(it -> last.put(key, it));
            return value;
        } catch (RuntimeException e) {
            return before.or(() -> {
                throw e;
            });
        }
    }
}
