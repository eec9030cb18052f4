package dev.pontage.admin.figures;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps the figures a second behind the journal, on nodes that do background work. */
@Component
class FiguresLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FiguresLoop.class);
    private static final long BETWEEN_MILLIS = 1_000;

    private final FiguresWriter writer;
    private final boolean worker;
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    FiguresLoop(FiguresWriter writer, @Value("${pontage.roles:gateway,admin,worker}") String roles) {
        this.writer = writer;
        this.worker = roles.contains("worker");
    }

    @Override
    public void start() {
        running = true;
        if (worker) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("figures").daemon().factory());
            timer.scheduleWithFixedDelay(this::catchUp, BETWEEN_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void catchUp() {
        try {
            while (running && writer.step()) {
                LOG.debug("the figures catch up");
            }
        } catch (RuntimeException e) {
            // The next second tries again; a search finds the newest payments without it.
            LOG.warn("The figures could not be written: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
