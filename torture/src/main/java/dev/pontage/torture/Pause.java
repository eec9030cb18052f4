package dev.pontage.torture;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for processes: there is nothing but looking again. */
final class Pause {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Pause() {}

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Whether it came true in time. */
    static boolean until(Duration patience, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            of(BETWEEN_LOOKS);
        }
        return true;
    }
}
