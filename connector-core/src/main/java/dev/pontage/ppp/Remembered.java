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
    private final Cache<K, Optional<V>> fresh =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();
    private final Cache<K, V> last = Caffeine.newBuilder().maximumSize(MOST).build();

    Remembered(Function<K, Optional<V>> look) {
        this.look = look;
    }

    Optional<V> get(K key) {
        return fresh.get(key, this::seen);
    }

    private Optional<V> seen(K key) {
        try {
            var value = look.apply(key);
            value.ifPresent(it -> last.put(key, it));
            return value;
        } catch (RuntimeException e) {
            var before = last.getIfPresent(key);
            if (before == null) {
                throw e;
            }
            return Optional.of(before);
        }
    }
}
