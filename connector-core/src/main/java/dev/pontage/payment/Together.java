package dev.pontage.payment;

import dev.pontage.work.SharedAlarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work of many callers that is written in one transaction, or read by one statement. Nobody waits for others to come: what
 * comes while nobody is at work is begun at once, and what comes meanwhile is done together afterwards. One caller alone is
 * nearly as fast as without this, and many cost little more than one. Only where others have come lately, or where cheap
 * matters more than quick, does a worker wait a moment for more of them.
 */
final class Together<I, O> {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);
    /** So many are also worth a worker of their own beside the one who is at it. */
    private static final int MOST = 64;

    /** So many are company enough: after a delay, what has piled up is worked off without another pause. */
    private static final int ENOUGH = 16;

    /** Longer than one worker usually takes: who comes after somebody has waited so long calls another. */
    private static final long STUCK = Duration.ofMillis(30).toNanos();

    /** Who comes so soon after others will not be alone. */
    private static final long COMPANY = Duration.ofMillis(10).toNanos();

    /** A part of what a trip to the database takes: at half load it makes two trips of three, for a few more at each. */
    private static final long MOMENT = 700_000;

    /** Longer than a worker waits for a connection and a lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** They end by themselves when there is nothing to do. */
    private static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("together-", 1).daemon().factory());

    private final Executor workers;
    private final int most;
    private final long company;
    private final Runnable gathers;
    private final Function<List<I>, List<Optional<O>>> work;
    private final AtomicInteger working = new AtomicInteger();
    private final Queue<Item<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private volatile long ended = System.nanoTime() - COMPANY;

    /** Over when it is done, or when its caller has left. */
    private record Item<I, O>(I what, long since, CompletableFuture<Optional<O>> end) {}

    private Together(
            Executor workers, int most, long company, Runnable gathers, Function<List<I>, List<Optional<O>>> work) {
        this.workers = workers;
        this.most = most;
        this.company = company;
        this.gathers = gathers;
        this.work = work;
    }

    /**
     * For several trips to the database in a row, on threads of the system: a virtual one is woken by way of two others at
     * each answer, which costs as much as what is written.
     *
     * @param most workers at the same time
     * @param work all of it in one transaction; empty: this one has to be written alone
     */
    static <I, O> Together<I, O> writing(int most, Function<List<I>, List<Optional<O>>> work) {
        return new Together<>(THREADS, most, COMPANY, () -> LockSupport.parkNanos(MOMENT), work);
    }

    /**
     * For a single trip. The worker takes its turn behind those that are ready to run, and what they bring comes along: one
     * that went at once would go for each of them.
     *
     * @param gathers waits for others after all, where cheap matters more than quick
     */
    static <I, O> Together<I, O> reading(Runnable gathers, Function<List<I>, List<Optional<O>>> work) {
        return new Together<>(Thread::startVirtualThread, 1, Long.MAX_VALUE, gathers, work);
    }

    /** Empty: it was not done with the others, or nobody knows whether; the caller sees to it alone. */
    Optional<O> submit(I what) {
        var item = new Item<I, O>(what, System.nanoTime(), new CompletableFuture<>());
        waiting.add(item);
        begin();
        return await(item);
    }

    /** How many have not been taken up yet. */
    int waiting() {
        return waiting.size();
    }

    private static <O> Optional<O> await(Item<?, O> item) {
        try {
            if (!SharedAlarm.await(item.end(), PATIENCE)) {
                LOG.debug("nobody has done it in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        item.end().complete(Optional.empty());
        return item.end().join();
    }

    private void begin() {
        var now = working.get();
        while (now == 0 || (now < most && presses())) {
            if (working.compareAndSet(now, now + 1)) {
                workers.execute(this::work);
                return;
            }
            now = working.get();
        }
    }

    private boolean presses() {
        var oldest = waiting.peek();
        return oldest != null && (waiting.size() >= MOST || System.nanoTime() - oldest.since() > STUCK);
    }

    private void work() {
        try {
            while (!waiting.isEmpty()) {
                end(taken());
                ended = System.nanoTime();
            }
        } finally {
            working.decrementAndGet();
            // Who came just before the end has begun nothing.
            if (!waiting.isEmpty()) {
                begin();
            }
        }
    }

    private List<Item<I, O>> taken() {
        if (waiting.size() < ENOUGH && System.nanoTime() - ended < company) {
            gathers.run();
        }
        var items = new ArrayList<Item<I, O>>(MOST);
        for (var item = waiting.poll(); item != null; item = items.size() < MOST ? waiting.poll() : null) {
            if (!item.end().isDone()) {
                items.add(item);
            }
        }
        return items;
    }

    private void end(List<Item<I, O>> items) {
        var ends = ends(items.stream().map(Item::what).toList());
        for (var i = 0; i < items.size(); i++) {
            items.get(i).end().complete(ends.get(i));
        }
    }

    private List<Optional<O>> ends(List<I> all) {
        try {
            return all.isEmpty() ? List.of() : work.apply(all);
        } catch (RuntimeException e) {
            LOG.debug("{} could not be done together; each is done alone", all.size(), e);
            return Collections.nCopies(all.size(), Optional.empty());
        }
    }
}
