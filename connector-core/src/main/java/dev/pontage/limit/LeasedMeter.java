package dev.pontage.limit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws a twentieth of a second's tokens at a time from a store that all nodes share and spends them here, so that a request
 * pays no round trip: the next lease is fetched while half of the last one is left. Without the store, this node's part of
 * the rate holds.
 */
final class LeasedMeter implements Meter {
    /** A lease in parts of a second: the error of the whole stays far below five percent. */
    private static final int PARTS = 20;
    /** Unspent tokens go back after this long, lest an idle node spends yesterday's and others lack them. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The first request of all waits for its lease, but not for a store that is away. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Leases leases;
    private final String name;
    private final Allowance allowance;
    private final Meter alone;
    private final long lease;
    private final AtomicLong left = new AtomicLong();
    /** What was spent alone, to be paid back when the store is there again: it has gone on filling up. */
    private final AtomicLong owed = new AtomicLong();

    private final AtomicReference<@Nullable CompletableFuture<Long>> fetching = new AtomicReference<>();
    private volatile long drawnAt;
    private volatile long nothingUntil;
    private final LongSupplier nanos;

    /** @param alone what holds while the store is away */
    LeasedMeter(Leases leases, String name, Allowance allowance, Meter alone) {
        this(leases, name, allowance, alone, System::nanoTime);
    }

    LeasedMeter(Leases leases, String name, Allowance allowance, Meter alone, LongSupplier nanos) {
        this.nanos = nanos;
        this.drawnAt = nanos.getAsLong();
        this.nothingUntil = nanos.getAsLong();
        this.leases = leases;
        this.name = name;
        this.allowance = allowance;
        this.alone = alone;
        this.lease = Math.clamp(allowance.requestsPerSecond() / PARTS, 1, 1_000);
    }

    @Override
    public boolean take() {
        if (!leases.isThere()) {
            return takenAlone();
        }
        if (spend()) {
            if (left.get() <= lease / 2) {
                fetch();
            }
            return true;
        }
        return nanos.getAsLong() - nothingUntil >= 0 && drawn();
    }

    @Override
    public boolean take(long patience) throws InterruptedException {
        var deadline = nanos.getAsLong() + patience;
        while (!take()) {
            if (nanos.getAsLong() - deadline >= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private boolean takenAlone() {
        var in = alone.take();
        if (in) {
            owed.getAndUpdate(it -> Math.min(it + 1, allowance.burst()));
        }
        return in;
    }

    private boolean spend() {
        if (nanos.getAsLong() - drawnAt > KEPT_NANOS) {
            var unspent = left.getAndSet(0);
            if (unspent > 0) {
                leases.giveBack(name, allowance, unspent);
            }
        }
        return left.getAndUpdate(it -> it > 0 ? it - 1 : 0) > 0;
    }

    /** Waits for the lease that is under way, or for one of its own. */
    private boolean drawn() {
        try {
            var unused = fetch().get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            return spend();
        } catch (ExecutionException | TimeoutException e) {
            // a slow lease is no lost store: whoever fetches it will say so if it is
            return takenAlone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletableFuture<Long> fetch() {
        var mine = new CompletableFuture<Long>();
        while (!fetching.compareAndSet(null, mine)) {
            var under = fetching.get();
            if (under != null) {
                return under;
            }
        }
        var unused = leases.draw(name, allowance, lease).whenComplete((tokens, failure) -> {
            if (failure == null) {
                credit(tokens);
            }
            fetching.set(null);
            if (failure == null) {
                mine.complete(tokens);
            } else {
                leases.lost();
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private void credit(long tokens) {
        var now = nanos.getAsLong();
        if (tokens == 0) {
            // a flood asks again when there can be something, not on every request
            nothingUntil = now
                    + Math.clamp(
                            TimeUnit.SECONDS.toNanos(1) / Math.max(1, allowance.requestsPerSecond()),
                            LOOK_NANOS,
                            KEPT_NANOS);
        } else {
            // by halves, so that paying back never stops everything
            var most = tokens / 2;
            var debt = owed.getAndUpdate(it -> Math.max(0, it - most));
            drawnAt = now;
            left.addAndGet(tokens - Math.min(debt, most));
        }
    }
}
