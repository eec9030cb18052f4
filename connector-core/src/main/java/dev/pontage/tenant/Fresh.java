package dev.pontage.tenant;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What staff seldom change and every request asks for: at most three seconds old. What is in use is read again before it
 * is too old, behind the requests and that of many by one statement: with a thousand merchants nobody waits for the
 * database, and it is asked some ten times a second and not a thousand.
 */
public final class Fresh<K, V> {
    /** How long another node's change may go unnoticed. */
    private static final Duration OLDEST = Duration.ofSeconds(3);

    /** From then on who asks has it read again, and goes on with what is there. */
    private static final Duration AGEING = Duration.ofMillis(1_500);

    /** What is asked for meanwhile is read along. */
    private static final long GATHERS = Duration.ofMillis(100).toNanos();

    private static final int MOST = 20_000;
    private static final int AT_ONCE = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Fresh.class);

    private final Function<Set<K>, Map<K, V>> read;
    private final Runnable gathers;
    private final LoadingCache<K, Optional<V>> known;
    private final Queue<Ageing<K, V>> ageing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();

    private record Ageing<K, V>(K key, CompletableFuture<Optional<V>> again) {}

    /** @param read what there is under these keys */
    public Fresh(Function<Set<K>, Map<K, V>> read) {
        this(read, Ticker.systemTicker(), () -> LockSupport.parkNanos(GATHERS));
    }

    Fresh(Function<Set<K>, Map<K, V>> read, Ticker ticker, Runnable gathers) {
        this.read = read;
        this.gathers = gathers;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfterWrite(OLDEST)
                .refreshAfterWrite(AGEING)
                .build(new Reader());
    }

    /** What is under this key. */
    public Optional<V> get(K key) {
        return known.get(key);
    }

    /** Looks again at the next call, on this node. */
    public void forget(K key) {
        known.invalidate(key);
    }

    /** Looks again at the next call, on this node. */
    public void forget(Predicate<V> which) {
        known.asMap().values().removeIf(it -> it.filter(which).isPresent());
    }

    private final class Reader implements CacheLoader<K, Optional<V>> {
        @Override
        public Optional<V> load(K key) {
            return Optional.ofNullable(read.apply(Set.of(key)).get(key));
        }

        @Override
        public CompletableFuture<Optional<V>> asyncReload(K key, Optional<V> old, Executor executor) {
            var again = new CompletableFuture<Optional<V>>();
            ageing.add(new Ageing<>(key, again));
            begin();
            return again;
        }
    }

    private void begin() {
        if (reading.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::readAgain);
        }
    }

    private void readAgain() {
        try {
            gathers.run();
            for (var these = taken(); !these.isEmpty(); these = taken()) {
                readAgain(these);
            }
        } finally {
            reading.set(false);
            // Who came just before the end has begun nothing.
            if (!ageing.isEmpty()) {
                begin();
            }
        }
    }

    private Map<K, CompletableFuture<Optional<V>>> taken() {
        var these = new LinkedHashMap<K, CompletableFuture<Optional<V>>>();
        while (these.size() < AT_ONCE && ageing.peek() != null) {
            var next = ageing.remove();
            these.merge(next.key(), next.again(), (first, second) -> {
                second.cancel(false);
                return first;
            });
        }
        return these;
    }

    /** What cannot be read is left to who asks when it is too old: there it is told apart from what is not there. */
    private void readAgain(Map<K, CompletableFuture<Optional<V>>> these) {
        try {
            var found = read.apply(these.keySet());
            these.forEach((key, again) -> again.complete(Optional.ofNullable(found.get(key))));
        } catch (RuntimeException e) {
            LOG.debug("{} could not be read again", these.size(), e);
            these.values().forEach(it -> it.cancel(false));
        }
    }
}
