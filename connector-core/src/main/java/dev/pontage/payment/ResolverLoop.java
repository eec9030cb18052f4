package dev.pontage.payment;

import dev.pontage.tenant.TenantScope;
import java.time.Duration;
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

/** Takes up what is due, renews what is alive. Runs on every node that works; each item is held by one. */
@Component
class ResolverLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverLoop.class);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;

    private final Claims claims;
    private final DoubtResolver resolver;
    private final InFlight inFlight;
    private final Keeping keeping;
    private final boolean worker;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean running;
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    ResolverLoop(
            Claims claims,
            DoubtResolver resolver,
            InFlight inFlight,
            Keeping keeping,
            @Value("${pontage.roles:gateway,admin,worker}") String roles) {
        this.claims = claims;
        this.resolver = resolver;
        this.inFlight = inFlight;
        this.keeping = keeping;
        this.worker = roles.contains("worker");
    }

    @Override
    public void start() {
        running = true;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("resolver").daemon().factory());
        work = Executors.newVirtualThreadPerTaskExecutor();
        guarded(() -> TenantScope.all().run(claims::freeOwn));
        var renewal = timer.scheduleWithFixedDelay(
                () -> guarded(this::renew), RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        if (worker) {
            timer.scheduleWithFixedDelay(
                    () -> guarded(this::takeUp), BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
            timer.scheduleWithFixedDelay(() -> work.execute(() -> guarded(this::tidy)), 10, 24 * 60, TimeUnit.MINUTES);
        }
        LOG.debug("resolver runs, renewal {}", renewal);
    }

    private void takeUp() {
        var free = places.availablePermits();
        if (free == 0) {
            return;
        }
        for (var operation : TenantScope.all().call(() -> claims.takeDue(free))) {
            places.acquireUninterruptibly();
            work.execute(() -> {
                try {
                    guarded(() -> TenantScope.of(operation.tenantId()).run(() -> resolver.resolve(operation)));
                } finally {
                    places.release();
                }
            });
        }
    }

    private void tidy() {
        var rows = keeping.purge();
        if (rows > 0) {
            LOG.info("let go of {} rows that nobody needs any more", rows);
        }
    }

    private void renew() {
        for (var call : inFlight.all()) {
            TenantScope.of(call.operation.tenantId()).run(() -> claims.renew(call));
        }
    }

    /** One failure must not end the loop: what it did not do is due again after its lease. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("background work on payments failed; it is tried again", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        work.shutdown();
        try {
            if (!work.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("some look-ups were still running at the stop; they are due again after their lease");
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
