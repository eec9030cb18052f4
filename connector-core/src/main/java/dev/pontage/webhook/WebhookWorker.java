package dev.pontage.webhook;

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

/** Takes up stored webhooks. What is not reported, for whatever reason, is due again after its lease. */
@Component
class WebhookWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration BETWEEN_CLEANUPS = Duration.ofMinutes(10);

    /** Few enough to leave a plugin's threads to payments. */
    private static final int AT_ONCE = 16;

    private final WebhookRows rows;
    private final WebhookReader reader;
    private final StoredWebhooks stored;
    private final boolean worker;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    WebhookWorker(
            WebhookRows rows,
            WebhookReader reader,
            StoredWebhooks stored,
            @Value("${pontage.roles:gateway,admin,worker}") String roles) {
        this.rows = rows;
        this.reader = reader;
        this.stored = stored;
        this.worker = roles.contains("worker");
    }

    @Override
    public void start() {
        running = true;
        if (!worker) {
            return;
        }
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("webhooks").daemon().factory());
        work = Executors.newVirtualThreadPerTaskExecutor();
        var loop = timer.scheduleWithFixedDelay(
                this::takeUp, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        var cleanup = timer.scheduleWithFixedDelay(
                this::cleanUp, BETWEEN_CLEANUPS.toMillis(), BETWEEN_CLEANUPS.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("webhooks are read: {} {}", loop, cleanup);
    }

    /** One failure must not end the loop. */
    private void takeUp() {
        try {
            var free = places.availablePermits();
            if (free > 0) {
                for (var taken : TenantScope.all().call(() -> rows.take(free))) {
                    places.acquireUninterruptibly();
                    work.execute(() -> {
                        try {
                            handle(taken);
                        } finally {
                            places.release();
                        }
                    });
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("webhooks could not be taken up; they are taken again", e);
        }
    }

    /** Reads all that is due, on the caller's thread. */
    void readDue() {
        for (var taken : TenantScope.all().call(() -> rows.take(AT_ONCE))) {
            handle(taken);
        }
    }

    private void handle(WebhookRows.Taken taken) {
        TenantScope.of(taken.tenantId()).run(() -> {
            try {
                reader.read(taken);
            } catch (RuntimeException e) {
                LOG.warn("webhook {} could not be worked on", taken.id(), e);
                reader.brokeOff(taken);
            }
        });
    }

    private void cleanUp() {
        try {
            LOG.debug("{} old webhooks are gone", stored.prune());
        } catch (RuntimeException e) {
            LOG.warn("old webhooks could not be removed; it is tried again", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        work.shutdown();
        try {
            if (!work.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("some webhooks were being read at the stop; they are due again after their lease");
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
