package dev.pontage.ppp;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the database can be reached. To find out that it cannot takes seconds, so once that is known nobody waits for it
 * but one request now and then.
 */
final class Reach {
    private static final long BETWEEN = Duration.ofSeconds(1).toNanos();

    /** Longer than any pool waits for a connection. */
    private static final long ASKING = Duration.ofSeconds(12).toNanos();

    private static final int CAUSES = 12;

    private final LongSupplier nanos;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong nobodyBefore = new AtomicLong();

    Reach(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether nobody should wait for it. */
    boolean isAway() {
        return away.get();
    }

    /** Whether it makes sense to ask: it answers, or it is this caller's turn to see whether it does again. */
    boolean mayAsk() {
        if (!away.get()) {
            return true;
        }
        var before = nobodyBefore.get();
        var now = nanos.getAsLong();
        return now - before >= 0 && nobodyBefore.compareAndSet(before, now + ASKING);
    }

    /** Asks something that may be known without the database: only a failure says anything about it. */
    <T> T watch(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            broke(e);
            throw e;
        }
    }

    /** Asks the database itself, and remembers what that said about it. */
    <T> T ask(Supplier<T> question) {
        var answer = watch(question);
        away.set(false);
        return answer;
    }

    /** Something of ours failed, perhaps because there was no connection to be had. */
    void broke(RuntimeException e) {
        if (isAboutConnections(e)) {
            nobodyBefore.set(nanos.getAsLong() + BETWEEN);
            away.set(true);
        }
    }

    /** A pool that says why it has no connection could make none; one that says nothing has all of its own in use. */
    private static boolean isAboutConnections(RuntimeException e) {
        Throwable cause = e;
        for (var i = 0; i < CAUSES && cause != null; i++) {
            if (cause instanceof SQLNonTransientConnectionException
                    || (cause instanceof SQLTransientConnectionException && cause.getCause() != null)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
