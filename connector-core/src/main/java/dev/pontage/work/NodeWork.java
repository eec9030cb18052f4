package dev.pontage.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does the chores that are this node's, from its start to its stop. The timer's thread only gives the word, so that a slow
 * chore never keeps another waiting.
 */
@Component
final class NodeWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWork.class);
    private static final Duration TO_FINISH = Duration.ofSeconds(10);

    private final List<Chores> parts;
    private final SharedChores shared;
    private final boolean worker;
    private ScheduledExecutorService timer = timer();
    private ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    NodeWork(List<Chores> parts, SharedChores shared, @Value("${pontage.roles:gateway,admin,worker}") String roles) {
        this.parts = parts;
        this.shared = shared;
        this.worker = roles.contains("worker");
    }

    @Override
    public void start() {
        timer = timer();
        hands = Executors.newVirtualThreadPerTaskExecutor();
        running = true;
        var chores = parts.stream().flatMap(it -> it.chores().stream()).toList();
        chores.forEach(this::begin);
        if (worker) {
            shared.start(chores);
        }
    }

    private void begin(Chore chore) {
        switch (chore) {
            case Chore.AtStart(var name, var work) -> guarded(name, work);
            case Chore.OfEveryNode(var name, var between, var work) -> turn(name, Duration.ZERO, between, work);
            case Chore.OfWorkers(var name, var between, var work)
            when worker -> turn(name, Duration.ZERO, between, work);
            case Chore.Intake<?> intake when worker -> takeUp(intake);
            default -> LOG.debug("{} is not done here", chore.name());
        }
    }

    private <T> void takeUp(Chore.Intake<T> intake) {
        var places = new Semaphore(intake.atOnce());
        turn(intake.name(), Duration.ZERO, intake.between(), () -> {
            var free = places.availablePermits();
            if (free == 0) {
                return;
            }
            for (var item : intake.take().apply(free)) {
                places.acquireUninterruptibly();
                hands.execute(() -> {
                    try {
                        guarded(intake.name(), () -> intake.handle().accept(item));
                    } finally {
                        places.release();
                    }
                });
            }
        });
    }

    private void turn(String name, Duration after, Duration between, Runnable work) {
        try {
            var unused = timer.schedule(
                    () -> hands.execute(() -> {
                        guarded(name, work);
                        turn(name, between, between, work);
                    }),
                    after.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: no further turn, the node stops", name);
        }
    }

    /** One failure ends nothing. */
    private void guarded(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("{}: a turn failed, the next one tries again", name, e);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        shared.stop();
        hands.shutdown();
        try {
            if (!hands.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some background work was still under way at the stop; it is due again after its lease");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Begins before the web server and ends after it. */
    @Override
    public int getPhase() {
        return 0;
    }

    private static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("background").daemon().factory());
    }
}
