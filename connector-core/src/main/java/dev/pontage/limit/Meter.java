package dev.pontage.limit;

/** Counts requests against a rate with a burst. */
interface Meter {
    /** Whether one more is within the rate. */
    boolean take();

    /** The same, waiting for its turn so long at most. */
    boolean take(long nanos) throws InterruptedException;
}
