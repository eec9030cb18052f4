package dev.pontage.payment;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/**
 * Lost locks, deadlocks and unclear commits: the whole transaction is read and decided anew. The fence makes a second
 * conclusion harmless; a lost claim is found by its unique key.
 */
final class Retries {
    static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private Retries() {}

    static <T> T decided(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == TRIES || !mayHelp(e)) {
                    throw e;
                }
            }
        }
    }

    /** What an acquirer has answered is only in memory: it outlives a database that is away for a while. */
    static <T> T patiently(Supplier<T> work) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
            try {
                return decided(work);
            } catch (RuntimeException e) {
                if (!mayHelp(e) || System.nanoTime() + pause.toNanos() > end) {
                    throw e;
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    static boolean mayHelp(RuntimeException problem) {
        return problem instanceof DuplicateKeyException
                || problem instanceof PessimisticLockingFailureException
                || problem instanceof RecoverableDataAccessException
                || problem instanceof TransientDataAccessException
                || problem instanceof UncategorizedSQLException
                || problem instanceof DataAccessResourceFailureException
                || problem instanceof TransactionException;
    }
}
