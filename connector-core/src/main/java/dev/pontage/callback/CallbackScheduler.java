package dev.pontage.callback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.CallbackQueue.Attempt;
import dev.pontage.payment.CallbackQueue.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes out of the outbox what is due. An attempt that is not reported, for whatever reason, is due again after its lease. */
@Component
class CallbackScheduler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackScheduler.class);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int AT_ONCE = 64;

    /** Of the places, what one host may hold: a slow one leaves room for the others. */
    private static final int AT_ONE_HOST = 16;

    /** Less than the lease minus an attempt's own time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CallbackQueue queue;
    private final CallbackSender sender;
    private final Clock clock;
    private final boolean worker;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Cache<String, Semaphore> hosts =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    CallbackScheduler(
            CallbackQueue queue,
            CallbackSender sender,
            Clock clock,
            @Value("${pontage.roles:gateway,admin,worker}") String roles) {
        this.queue = queue;
        this.sender = sender;
        this.clock = clock;
        this.worker = roles.contains("worker");
    }

    @Override
    public void start() {
        running = true;
        if (!worker) {
            return;
        }
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("callbacks").daemon().factory());
        work = Executors.newVirtualThreadPerTaskExecutor();
        var loop = timer.scheduleWithFixedDelay(
                this::takeUp, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("callbacks run: {}", loop);
    }

    /** One failure must not end the loop. */
    void takeUp() {
        try {
            var free = places.availablePermits();
            if (free > 0) {
                for (var due : queue.take(free)) {
                    places.acquireUninterruptibly();
                    work.execute(() -> handle(due));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("callbacks could not be taken; they are taken again", e);
        }
    }

    private void handle(Due due) {
        try {
            var host = hosts.get(host(due), it -> new Semaphore(AT_ONE_HOST));
            if (host.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    send(due);
                } finally {
                    host.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Callback of payment {} could not be worked on",
                    due.payment().key(),
                    e);
        } finally {
            places.release();
        }
    }

    /** An undecided payment is not told: VTEX knows no callback that says so. */
    void send(Due due) {
        if (!due.payment().status().isDecided()) {
            var now = clock.instant();
            queue.report(
                    due,
                    new Attempt(now, "failed", Optional.empty(), 0, Optional.of("the payment is not decided yet")),
                    Optional.empty());
            return;
        }
        var attempt = sender.send(due.payment());
        queue.report(due, attempt, next(due, attempt));
    }

    private Optional<Instant> next(Due due, Attempt attempt) {
        var wait = switch (attempt.outcome()) {
            case "delivered" -> Optional.<Duration>empty();
            case "refused" -> Optional.of(backoff.afterRefusal());
            default -> Optional.of(backoff.after(due.attempts() + 1));
        };
        return wait.map(it -> attempt.at().plus(it)).filter(it -> it.isBefore(due.giveUpAt()));
    }

    private static String host(Due due) {
        var url = due.payment().callbackUrl().orElse("");
        var from = url.indexOf("://");
        var to = from < 0 ? -1 : url.indexOf('/', from + 3);
        return to < 0 ? url : url.substring(0, to);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        work.shutdown();
        try {
            if (!work.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("some callbacks were still on their way at the stop; they are due again after their lease");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
