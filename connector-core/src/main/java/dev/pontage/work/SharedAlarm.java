package dev.pontage.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * For waits that nearly always end early. A virtual thread that waits for a time wakes another one to keep its alarm, and
 * once more to take it back, which was a seventh of what a repeated payment costs. Here one thread looks round for all, as
 * long as anybody waits; it is late by what lies between two looks.
 */
public final class SharedAlarm {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(20).toNanos();

    private static final Set<Wait> WAITS = ConcurrentHashMap.newKeySet();
    private static volatile boolean sleeps;
    private static final Thread BELL =
            Thread.ofPlatform().name("shared-alarm").daemon().start(SharedAlarm::lookRound);

    private SharedAlarm() {}

    /** One of its own for each who waits: what he waits for may be waited for by others. */
    private static final class Wait {
        private final CompletableFuture<Boolean> ended;
        private final long until;

        Wait(CompletableFuture<Boolean> ended, long until) {
            this.ended = ended;
            this.until = until;
        }
    }

    /** Waits for an end, however it comes about; false if it did not come in time. */
    public static boolean await(CompletableFuture<?> end, Duration within) throws InterruptedException {
        if (end.isDone() || !within.isPositive()) {
            return end.isDone();
        }
        var wait = new Wait(end.handle((value, failure) -> true), System.nanoTime() + within.toNanos());
        WAITS.add(wait);
        try {
            if (sleeps) {
                LockSupport.unpark(BELL);
            }
            // It may have come while the bell rang.
            return wait.ended.get() || end.isDone();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what hears of the end cannot fail", e);
        } finally {
            WAITS.remove(wait);
        }
    }

    private static void lookRound() {
        while (true) {
            if (WAITS.isEmpty()) {
                sleepWhileNobodyWaits();
            } else {
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
            var now = System.nanoTime();
            for (var wait : WAITS) {
                if (now - wait.until >= 0) {
                    wait.ended.complete(false);
                }
            }
        }
    }

    /** Whoever begins to wait after the second look sees that it sleeps. */
    private static void sleepWhileNobodyWaits() {
        sleeps = true;
        if (WAITS.isEmpty()) {
            LockSupport.park();
        }
        sleeps = false;
    }
}
