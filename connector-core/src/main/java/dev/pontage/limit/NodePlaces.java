package dev.pontage.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So much at once on this node. New payments leave a quarter to what must not wait: settlements, refunds, cancels, messages and
 * webhooks. When new payments become many, test traffic goes first, then whoever is above a fair share.
 */
final class NodePlaces {
    private static final double FOR_CREATES = 0.75;
    private static final double TESTS_GO = 0.6;
    private static final double SHARES_COUNT = 0.8;

    private final int most;
    private final int creates;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<UUID, Integer> creating = new HashMap<>();
    private int inUse;
    private int inCreates;

    NodePlaces(int most) {
        this.most = most;
        this.creates = Math.max(1, (int) (most * FOR_CREATES));
    }

    /** Takes a place within so many nanoseconds, or says why there is none. */
    Optional<Entry.Reason> enter(UUID owner, Work work, boolean test, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var wait = nanos;
            var no = objection(owner, work, test);
            while (no.isPresent() && wait > 0) {
                wait = left.awaitNanos(wait);
                no = objection(owner, work, test);
            }
            if (no.isEmpty()) {
                take(owner, work);
            }
            return no;
        } finally {
            lock.unlock();
        }
    }

    void leave(UUID owner, Work work) {
        lock.lock();
        try {
            inUse--;
            if (work == Work.CREATE) {
                inCreates--;
                creating.computeIfPresent(owner, (it, own) -> own == 1 ? null : own - 1);
            }
            left.signal();
        } finally {
            lock.unlock();
        }
    }

    int inUse() {
        lock.lock();
        try {
            return inUse;
        } finally {
            lock.unlock();
        }
    }

    private void take(UUID owner, Work work) {
        inUse++;
        if (work == Work.CREATE) {
            inCreates++;
            creating.merge(owner, 1, Integer::sum);
        }
    }

    private Optional<Entry.Reason> objection(UUID owner, Work work, boolean test) {
        if (inUse >= most || (work == Work.CREATE && inCreates >= creates)) {
            return Optional.of(Entry.Reason.NODE);
        }
        if (work != Work.CREATE) {
            return Optional.empty();
        }
        if (test && inCreates >= creates * TESTS_GO) {
            return Optional.of(Entry.Reason.TEST_TRAFFIC);
        }
        var own = creating.getOrDefault(owner, 0);
        var owners = creating.size() + (own == 0 ? 1 : 0);
        return inCreates >= creates * SHARES_COUNT && own >= Math.max(1, creates / owners)
                ? Optional.of(Entry.Reason.FAIR_SHARE)
                : Optional.empty();
    }
}
