package dev.pontage.admin.figures;

import java.util.concurrent.locks.LockSupport;

/** Between the pieces of what is counted behind the payments: those who are answered meanwhile want the database too. */
final class Rest {
    private static final int TIMES = 2;

    private Rest() {}

    /** Twice as long as the piece took that began then. */
    static void after(long began) {
        LockSupport.parkNanos(TIMES * (System.nanoTime() - began));
    }
}
