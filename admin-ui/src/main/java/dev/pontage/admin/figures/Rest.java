package dev.pontage.admin.figures;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between the pieces of what is counted behind the payments: those who are answered meanwhile want the database too. */
final class Rest {
    private static final int TIMES = 2;

    /** A piece that took long waited for something: what it holds is wanted by others. */
    private static final long MOST = Duration.ofMillis(100).toNanos();

    private Rest() {}

    /** Twice as long as the piece took that began then, within bounds. */
    static void after(long began) {
        LockSupport.parkNanos(Math.min(MOST, TIMES * (System.nanoTime() - began)));
    }
}
