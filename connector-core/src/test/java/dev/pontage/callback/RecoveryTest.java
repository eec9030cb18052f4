package dev.pontage.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.world.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** VTEX was away for a day and comes back: virtual time, and everything else as it is. */
@Timeout(600)
class RecoveryTest {
    private static final int WAITING = 200_000;
    private static final Duration TICK = Duration.ofMillis(200);
    private static final long SEED = 20_261_121;

    private final SettableClock clock = new SettableClock();
    private final Outbox outbox = new Outbox();
    private volatile boolean away = true;
    private final TreeMap<Long, Integer> perSecond = new TreeMap<>();
    private final AtomicInteger attempts = new AtomicInteger();

    private CallbackQueue.Attempt send(Payment payment) {
        attempts.incrementAndGet();
        synchronized (perSecond) {
            perSecond.merge(clock.instant().getEpochSecond(), 1, Integer::sum);
        }
        return away
                ? new CallbackQueue.Attempt(clock.instant(), "failed", Optional.of(503), 5, Optional.of("away"))
                : new CallbackQueue.Attempt(clock.instant(), "delivered", Optional.of(200), 5, Optional.empty());
    }

    @Test
    void two_hundred_thousand_callbacks_are_delivered_within_ten_minutes_at_no_more_than_500_a_second() {
        System.Logger log = System.getLogger("recovery");
        log.log(System.Logger.Level.INFO, "seed {0}", SEED);
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < WAITING; i++) {
            outbox.add(i, clock.instant().plusMillis(random.nextLong(300_000)));
        }
        var worker = worker(1);
        run(Duration.ofMinutes(2), worker);
        assertThat(attempts.get()).as("a host that is away is not hammered").isLessThan(400);

        away = false;
        run(Duration.ofMinutes(10), worker);

        assertThat(outbox.delivered).hasSize(WAITING);
        assertThat(perSecond.values()).allMatch(it -> it <= 500);
    }

    @Test
    void two_nodes_share_the_500() {
        away = false;
        for (var i = 0; i < 20_000; i++) {
            outbox.add(i, clock.instant());
        }

        run(Duration.ofMinutes(1), worker(2), worker(2));

        assertThat(outbox.delivered).hasSize(20_000);
        assertThat(perSecond.values()).allMatch(it -> it <= 500);
    }

    private CallbackWorker worker(int nodes) {
        return new CallbackWorker(outbox, this::send, clock, () -> nodes, 500);
    }

    private void run(Duration time, CallbackWorker... workers) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0 && !outbox.isEmpty(); passed = passed.plus(TICK)) {
            clock.advance(TICK);
            for (var worker : workers) {
                worker.take(CallbackWorker.AT_ONCE).forEach(worker::handle);
            }
        }
    }

    /** The outbox in memory: what is taken is gone until it is reported or put back. */
    private final class Outbox implements CallbackQueue {
        private final Payment payment = payment();
        private final PriorityQueue<Entry> waiting = new PriorityQueue<>(Comparator.comparing(Entry::due));
        private final Map<UUID, Integer> delivered = new HashMap<>();
        private int taken;

        private record Entry(UUID id, Instant due, int attempts) {}

        void add(int number, Instant due) {
            waiting.add(new Entry(new UUID(1, number), due, 20));
        }

        synchronized boolean isEmpty() {
            return waiting.isEmpty() && taken == 0;
        }

        @Override
        public synchronized List<Due> take(int most) {
            var due = new ArrayList<Due>();
            while (due.size() < most && isDue(waiting.peek())) {
                var it = waiting.remove();
                due.add(new Due(it.id(), 1, it.attempts(), clock.instant().plus(Duration.ofDays(6)), payment));
            }
            taken += due.size();
            return due;
        }

        private boolean isDue(@Nullable Entry first) {
            return first != null && !first.due().isAfter(clock.instant());
        }

        @Override
        public synchronized void report(Due due, Attempt attempt, Optional<Instant> next) {
            taken--;
            if (next.isPresent()) {
                waiting.add(new Entry(due.id(), next.get(), due.attempts() + 1));
            } else {
                delivered.merge(due.id(), 1, Integer::sum);
            }
        }

        @Override
        public synchronized void putBack(Due due, Instant next) {
            taken--;
            waiting.add(new Entry(due.id(), next, due.attempts()));
        }

        @Override
        public synchronized int hurry(String host) {
            var all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(it -> waiting.add(new Entry(it.id(), clock.instant(), it.attempts())));
            return all.size();
        }

        @Override
        public void heard(UUID payment) {}

        @Override
        public boolean sendAgain(UUID payment) {
            return false;
        }
    }

    private static Payment payment() {
        var amount = new Money(1_000, "BRL", 2);
        return new Payment(
                new UUID(9, 9),
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "P1",
                "acme",
                Optional.empty(),
                "Pix",
                amount,
                amount,
                amount.of(0),
                amount.of(0),
                amount.of(0),
                amount.of(0),
                1,
                PaymentStatus.AUTHORIZED,
                false,
                Optional.empty(),
                Identifiers.of("a", "t", "n"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Delays(1_800, 21_600, 1_800),
                new Payment.Names(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.of("https://store.vtexpayments.com.br/callback"),
                Optional.empty(),
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }
}
