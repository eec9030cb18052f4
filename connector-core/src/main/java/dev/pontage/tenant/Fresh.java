package dev.pontage.tenant;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What staff seldom change and every request asks for: at most three seconds old. What is in use is read again before it
 * is too old, behind the requests and that of many by one statement: with a thousand merchants nobody waits for the
 * database, and it is asked some ten times a second and not a thousand. So is what is not known, for those who come at the
 * same time: who is called seldom is known to nobody.
 */
public final class Fresh<K, V> {
    /** How long another node's change may go unnoticed. */
    private static final Duration OLDEST = Duration.ofSeconds(3);

    /** From then on who asks has it read again, and goes on with what is there. */
    private static final Duration AGEING = Duration.ofMillis(1_500);

    /** What is asked for meanwhile is read along. */
    private static final long GATHERS = Duration.ofMillis(100).toNanos();

    /** Whoever has waited so long for a look of others looks by himself. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST = 20_000;

    private final Function<Set<K>, Map<K, V>> read;
    private final LoadingCache<K, Optional<V>> known;
    private final Gathered<K, V> ageing;
    private final Gathered<K, V> missing;

    /** @param read what there is under these keys */
    public Fresh(Function<Set<K>, Map<K, V>> read) {
        this(read, Ticker.systemTicker(), () -> LockSupport.parkNanos(GATHERS));
    }

    Fresh(Function<Set<K>, Map<K, V>> read, Ticker ticker, Runnable gathers) {
        this.read = read;
        this.ageing = new Gathered<>(read, gathers);
        this.missing = new Gathered<>(read, () -> {});
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

    /** How many wait for what is not known. */
    int waiting() {
        return missing.waiting();
    }

    private final class Reader implements CacheLoader<K, Optional<V>> {
        @Override
        public Optional<V> load(K key) {
            try {
                return missing.ask(key).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (CancellationException | TimeoutException e) {
                return alone(key);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return alone(key);
            } catch (ExecutionException e) {
                // Only what a read throws comes here, and that is never a checked one.
                throw (RuntimeException) e.getCause();
            }
        }

        private Optional<V> alone(K key) {
            return Optional.ofNullable(read.apply(Set.of(key)).get(key));
        }

        /** What cannot be read is left to who asks when it is too old: there it is told apart from what is not there. */
        @Override
        public CompletableFuture<Optional<V>> asyncReload(K key, Optional<V> old, Executor executor) {
            return ageing.ask(key);
        }
    }
}
