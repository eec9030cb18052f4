package dev.pontage.acquirer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.PaymentId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least time between two changes of one payment, where an acquirer asks for it. A change waits for its turn on the
 * plugin's own thread; what would wait longer than the gap itself is refused, to be sent again.
 */
final class ChangeGaps {
    private final Duration gap;
    /** When the next change of a payment may begin, on the JVM's own clock. */
    private final Cache<String, AtomicLong> next;

    ChangeGaps(Duration gap) {
        this.gap = gap;
        this.next = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(gap.plus(gap).plusSeconds(1))
                .build();
    }

    /** Waits until the payment may be changed. */
    void await(PaymentId payment) {
        if (gap.isZero()) {
            return;
        }
        var now = System.nanoTime();
        var turn = next.get(payment.value(), it -> new AtomicLong(now));
        var mine = turn.getAndUpdate(it -> Math.max(it, now) + gap.toNanos());
        var wait = mine - now;
        if (wait > gap.toNanos()) {
            turn.addAndGet(-gap.toNanos());
            throw AcquirerException.notBefore(
                    Duration.ofNanos(wait), "not sent: the acquirer wants a pause between changes of one payment");
        }
        if (wait > 0) {
            pause(wait);
        }
    }

    /** An authorization counts as the first change. */
    void begun(PaymentId payment) {
        if (!gap.isZero()) {
            next.get(payment.value(), it -> new AtomicLong(0)).set(System.nanoTime() + gap.toNanos());
        }
    }

    private static void pause(long nanos) {
        try {
            var unused = new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AcquirerException.notApplied("not sent: interrupted while it waited for its turn");
        }
    }
}
