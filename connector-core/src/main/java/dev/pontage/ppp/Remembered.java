package dev.pontage.ppp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.tenant.Fresh;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is fresh, and where looking fails what was seen last. */
final class Remembered<K, V> {
    private static final int MOST = 20_000;

    private final Function<Set<K>, Map<K, V>> look;
    private final Reach reach;
    private final Fresh<K, V> fresh = new Fresh<>(this::seen);
    private final Cache<K, V> last = Caffeine.newBuilder().maximumSize(MOST).build();

    Remembered(Function<Set<K>, Map<K, V>> look, Reach reach) {
        this.look = look;
        this.reach = reach;
    }

    /** Of what there is little: one look for each. */
    static <K, V> Remembered<K, V> oneByOne(Function<K, Optional<V>> look, Reach reach) {
        return new Remembered<>(
                keys -> {
                    var found = new HashMap<K, V>();
                    keys.forEach(key -> look.apply(key).ifPresent(it -> found.put(key, it)));
                    return found;
                },
                reach);
    }

    Optional<V> get(K key) {
        return fresh.get(key);
    }

    private Map<K, V> seen(Set<K> keys) {
        var before = last.getAllPresent(keys);
        if (before.size() == keys.size() && !reach.mayAsk()) {
            return before;
        }
        try {
            var found = reach.ask(() -> look.apply(keys));
            last.putAll(found);
            return found;
        } catch (RuntimeException e) {
            if (before.size() == keys.size()) {
                return before;
            }
            throw e;
        }
    }
}
