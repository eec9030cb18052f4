package dev.pontage.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The outbox of calls to VTEX. The journal puts an entry in together with the decision; the sender takes entries out.
 * Every entry taken is held by a lease and a fence: a late report of a slow sender is refused.
 */
public interface CallbackQueue {

    /** Takes due entries for a while, at most so many, fairly between tenants. */
    List<Due> take(int most);

    /** Reports an attempt. Without a next time the entry is done. */
    void report(Due due, Attempt attempt, Optional<Instant> next);

    /** Makes the payment's callback due at once, also when it was done; false if it has no callback URL. */
    boolean sendAgain(UUID payment);

    /** An entry to be sent. */
    record Due(UUID id, int fence, int attempts, Instant giveUpAt, Payment payment) {}

    /** What became of an attempt: delivered, refused or failed. */
    record Attempt(Instant at, String outcome, Optional<Integer> httpStatus, int millis, Optional<String> problem) {}
}
