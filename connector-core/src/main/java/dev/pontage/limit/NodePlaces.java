package dev.pontage.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * So much at once on this node. New payments leave a part, a quarter as a rule, to what must not wait: settlements, refunds,
 * cancels, messages and webhooks. When new payments become many, test traffic goes first, then the one that is most above a fair
 * share, and shortly before the end whoever is above it.
 */
final class NodePlaces {
    private static final int ALL = 100;
    private static final double TESTS_GO = 0.6;
    private static final double SHARES_COUNT = 0.8;
    private static final double SHARES_COUNT_FOR_ALL = 0.9;

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<UUID, Inside> creating = new HashMap<>();
    private int inUse;
    private int inCreates;
    /** Of all whose new payments are inside. */
    private int shares;

    /**
     * Who wants a place for what.
     *
     * @param test no real money moves
     */
    record Wish(UUID owner, Work work, boolean test, Allowance allowance) {}

    /** How many new payments of one are inside, and the share that counted when the first of them came. */
    private record Inside(int payments, int share) {}

    NodePlaces(int most) {
        this.most = most;
    }

    /** Takes a place within so many nanoseconds, or says why there is none. */
    Optional<Entry.Reason> enter(Wish wish, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var wait = nanos;
            var no = objection(wish);
            while (no.isPresent() && wait > 0) {
                wait = left.awaitNanos(wait);
                no = objection(wish);
            }
            if (no.isEmpty()) {
                take(wish);
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
                creating.computeIfPresent(owner, (it, own) -> oneLess(own));
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

    private @Nullable Inside oneLess(Inside own) {
        if (own.payments() > 1) {
            return new Inside(own.payments() - 1, own.share());
        }
        shares -= own.share();
        return null;
    }

    private void take(Wish wish) {
        inUse++;
        if (wish.work() == Work.CREATE) {
            inCreates++;
            creating.compute(wish.owner(), (it, own) -> {
                if (own != null) {
                    return new Inside(own.payments() + 1, own.share());
                }
                shares += wish.allowance().share();
                return new Inside(1, wish.allowance().share());
            });
        }
    }

    private Optional<Entry.Reason> objection(Wish wish) {
        if (wish.work() != Work.CREATE) {
            return inUse >= most ? Optional.of(Entry.Reason.NODE) : Optional.empty();
        }
        var creates = Math.max(1, most * (ALL - wish.allowance().reservedPercent()) / ALL);
        if (inUse >= most || inCreates >= creates) {
            return Optional.of(Entry.Reason.NODE);
        }
        if (wish.test() && inCreates >= creates * TESTS_GO) {
            return Optional.of(Entry.Reason.TEST_TRAFFIC);
        }
        return inCreates >= creates * SHARES_COUNT && isAboveItsShare(wish, creates)
                ? Optional.of(Entry.Reason.FAIR_SHARE)
                : Optional.empty();
    }

    private boolean isAboveItsShare(Wish wish, int creates) {
        var own = creating.get(wish.owner());
        var share = own == null ? wish.allowance().share() : own.share();
        var all = own == null ? shares + share : shares;
        return own != null
                && own.payments() >= Math.max(1, creates * share / all)
                && (inCreates >= creates * SHARES_COUNT_FOR_ALL || isMostAbove(own));
    }

    private boolean isMostAbove(Inside own) {
        return creating.values().stream().noneMatch(it -> it.payments() * own.share() > own.payments() * it.share());
    }
}
