package dev.pontage.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.limit.Alone;
import dev.pontage.payment.PaymentRows.Known;
import dev.pontage.payment.PaymentRows.Name;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Decided payments as this node has read them last, so that their repeats need no trip to the database. Believed only while
 * the node is alone: then nobody else can have changed them. Whoever changes one says so before, and once more when the
 * transaction is over, however long that takes: what was read earlier is not believed any more, and what is read between
 * or soon after not kept.
 */
@Component
class Remembered {
    private static final int MOST = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Longer than one server of a cluster stays behind the one that took the change. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    /** Longer than a server works on at a commit after its caller was cut off. */
    private static final long UNCLEAR = Duration.ofMinutes(1).toNanos();

    /** Payments that share a place are forgotten together. */
    private static final int PLACES = 1 << 14;

    private final Alone alone;
    private final long settles;
    private final LongSupplier nanos;
    private final long born;
    private final AtomicLongArray changes = new AtomicLongArray(PLACES);
    private final AtomicIntegerArray changing = new AtomicIntegerArray(PLACES);
    private final Cache<Name, Seen> seen =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    /**
     * As of when something is read.
     *
     * @param alone since when this node had been alone: what another changed before that was not heard of
     * @param change the last one before
     */
    record Mark(long alone, long change) {}

    private record Seen(Known known, Mark mark) {}

    @Autowired
    Remembered(Alone alone) {
        this(alone, SETTLES, System::nanoTime);
    }

    /** @param settles after a change, nothing is kept so long */
    Remembered(Alone alone, Duration settles, LongSupplier nanos) {
        this.alone = alone;
        this.settles = settles.toNanos();
        this.nanos = nanos;
        this.born = nanos.getAsLong();
        // Whatever ran here before may have been killed at a commit.
        for (var place = 0; place < PLACES; place++) {
            changes.set(place, UNCLEAR);
        }
    }

    Optional<Known> find(Name name) {
        var mark = mark(name);
        return mark.flatMap(it -> Optional.ofNullable(seen.getIfPresent(name)))
                .filter(it -> it.mark().equals(mark.get()))
                .map(Seen::known);
    }

    /** To be asked for before the database is asked; empty beside other nodes, and while it may still change. */
    Optional<Mark> mark(Name name) {
        var since = alone.since();
        var change = changes.get(place(name));
        return since.isPresent() && changing.get(place(name)) == 0 && now() - change >= settles
                ? Optional.of(new Mark(since.getAsLong(), change))
                : Optional.empty();
    }

    /** What the database said about one whose answer only changes with its row. */
    void keep(Known known, Mark mark) {
        if (known.isOver()) {
            seen.put(Name.of(known.payment()), new Seen(known, mark));
        }
    }

    /** Within the transaction that changes them. */
    void change(List<Payment> payments) {
        var names = payments.stream().map(Name::of).toList();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                changed(names, status == STATUS_COMMITTED ? now() : now() + UNCLEAR);
                names.forEach(it -> changing.decrementAndGet(place(it)));
            }
        });
        names.forEach(it -> changing.incrementAndGet(place(it)));
    }

    /** Each time is another one. */
    private void changed(List<Name> names, long at) {
        names.forEach(name -> changes.accumulateAndGet(place(name), at, (last, now) -> Math.max(last + 1, now)));
    }

    private long now() {
        return nanos.getAsLong() - born;
    }

    private static int place(Name name) {
        var hash = name.hashCode();
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
