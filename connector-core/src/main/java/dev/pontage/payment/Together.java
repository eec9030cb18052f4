package dev.pontage.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work of many callers that is written in one transaction. Nobody waits for others to come: a caller who finds a place free
 * writes at once, what comes while all places are taken waits, and its first then writes all that has come. One caller
 * alone is as fast as without this, and many cost little more than one. Only where cheap matters more than quick does a
 * writer wait for others, for the moment that it is made with.
 */
final class Together<I, O> {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);
    private static final int MOST = 32;

    /** Longer than a writer waits for a connection and a lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Queue<Item<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore places;
    private final Runnable gathers;
    private final Function<List<I>, List<Optional<O>>> write;

    private enum State {
        WAITING,
        /** Its caller has been given a place and must write, or pass the place on. */
        WRITES,
        LEFT,
        DONE
    }

    private static final class Item<I, O> {
        final I what;
        final Thread caller = Thread.currentThread();
        final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        volatile Optional<O> end = Optional.empty();

        Item(I what) {
            this.what = what;
        }

        /** True if its caller had a place given to it meanwhile, which is nobody's now. */
        boolean done(Optional<O> how) {
            end = how;
            var before = state.getAndSet(State.DONE);
            LockSupport.unpark(caller);
            return before == State.WRITES;
        }
    }

    /** @param write all of it in one transaction; empty: this one has to be written alone */
    Together(int places, Function<List<I>, List<Optional<O>>> write) {
        this(places, () -> {}, write);
    }

    /** @param gathers waits for others after all, where cheap matters more than quick */
    Together(int places, Runnable gathers, Function<List<I>, List<Optional<O>>> write) {
        this.places = new Semaphore(places);
        this.gathers = gathers;
        this.write = write;
    }

    /** Empty: it was not written with the others, or nobody knows whether; the caller sees to it alone. */
    Optional<O> submit(I what) {
        var item = new Item<I, O>(what);
        waiting.add(item);
        if (places.tryAcquire()) {
            writeAndPass();
        }
        return await(item);
    }

    /** How many have not been taken up yet. */
    int waiting() {
        return waiting.size();
    }

    private Optional<O> await(Item<I, O> item) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (item.state.get() != State.DONE) {
            var left = end - System.nanoTime();
            var goes = left <= 0 || Thread.currentThread().isInterrupted();
            if (item.state.compareAndSet(State.WRITES, goes ? State.LEFT : State.WAITING)) {
                if (goes) {
                    pass();
                } else {
                    writeAndPass();
                }
            } else if (goes && item.state.compareAndSet(State.WAITING, State.LEFT)) {
                return Optional.empty();
            } else if (item.state.get() == State.LEFT) {
                return Optional.empty();
            } else if (item.state.get() == State.WAITING) {
                LockSupport.parkNanos(item, left);
            }
        }
        return item.end;
    }

    private void writeAndPass() {
        try {
            if (waiting.size() < MOST) {
                gathers.run();
            }
            var items = taken();
            if (!items.isEmpty()) {
                write(items);
            }
        } finally {
            pass();
        }
    }

    private List<Item<I, O>> taken() {
        var items = new ArrayList<Item<I, O>>(MOST);
        for (var item = waiting.poll(); item != null; item = items.size() < MOST ? waiting.poll() : null) {
            if (item.state.get() != State.LEFT) {
                items.add(item);
            }
        }
        return items;
    }

    private void write(List<Item<I, O>> items) {
        var ends = ends(items);
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i).done(ends.get(i))) {
                pass();
            }
        }
    }

    private List<Optional<O>> ends(List<Item<I, O>> items) {
        try {
            return write.apply(items.stream().map(it -> it.what).toList());
        } catch (RuntimeException e) {
            LOG.debug("{} could not be written together; each is written alone", items.size(), e);
            return Collections.nCopies(items.size(), Optional.empty());
        }
    }

    /** Gives the place to the first who waits; without one it is free. */
    private void pass() {
        do {
            for (var item : waiting) {
                if (item.state.compareAndSet(State.WAITING, State.WRITES)) {
                    LockSupport.unpark(item.caller);
                    return;
                }
            }
            places.release();
            // Who came just before the place was free has found none.
        } while (waiting.stream().anyMatch(it -> it.state.get() == State.WAITING) && places.tryAcquire());
    }
}
