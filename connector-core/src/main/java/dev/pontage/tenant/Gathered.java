package dev.pontage.tenant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What many ask for is read by one statement, and what is asked for meanwhile by the next. */
final class Gathered<K, V> {
    private static final int AT_ONCE = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Gathered.class);

    private final Function<Set<K>, Map<K, V>> read;
    private final Runnable gathers;
    private final Queue<Asked<K, V>> asked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();

    private record Asked<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    /** @param gathers waits for others before the first look */
    Gathered(Function<Set<K>, Map<K, V>> read, Runnable gathers) {
        this.read = read;
        this.gathers = gathers;
    }

    /** Cancelled where it could not be read with others: whose fault that was only a look for it alone can tell. */
    CompletableFuture<Optional<V>> ask(K key) {
        var answer = new CompletableFuture<Optional<V>>();
        asked.add(new Asked<>(key, answer));
        begin();
        return answer;
    }

    /** How many nobody looks for yet. */
    int waiting() {
        return asked.size();
    }

    private void begin() {
        if (reading.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::work);
        }
    }

    private void work() {
        try {
            gathers.run();
            for (var these = taken(); !these.isEmpty(); these = taken()) {
                answer(these);
            }
        } finally {
            reading.set(false);
            // Who came just before the end has begun nothing.
            if (!asked.isEmpty()) {
                begin();
            }
        }
    }

    private Map<K, CompletableFuture<Optional<V>>> taken() {
        var these = new LinkedHashMap<K, CompletableFuture<Optional<V>>>();
        while (these.size() < AT_ONCE && asked.peek() != null) {
            var next = asked.remove();
            these.merge(next.key(), next.answer(), (first, second) -> {
                second.cancel(false);
                return first;
            });
        }
        return these;
    }

    private void answer(Map<K, CompletableFuture<Optional<V>>> these) {
        try {
            var found = read.apply(these.keySet());
            these.forEach((key, answer) -> answer.complete(Optional.ofNullable(found.get(key))));
        } catch (RuntimeException e) {
            LOG.debug("{} could not be read", these.size(), e);
            these.values().forEach(it -> failed(it, these.size() == 1, e));
        }
    }

    private static void failed(CompletableFuture<?> answer, boolean alone, RuntimeException e) {
        if (alone) {
            answer.completeExceptionally(e);
        } else {
            answer.cancel(false);
        }
    }
}
