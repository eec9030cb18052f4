package dev.pontage.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door for reading payments, within the bound scope. Never writes. */
public interface Payments {

    /** By VTEX's id within a tenant and connector. */
    Optional<Payment> find(UUID tenant, UUID connector, String key);

    /** By our id. */
    Optional<Payment> find(UUID id);

    /** All with this id of VTEX's: one, mostly. */
    List<Payment> withKey(String key);

    /** A page of payments, newest first. */
    Page search(Search search);

    /** What happened to a payment, in order. */
    List<Event> timeline(UUID payment);

    /** The attempts to tell VTEX. */
    List<CallbackAttempt> callbacks(UUID payment);

    /**
     * What to look for; empty parts do not restrict.
     *
     * @param text any id: paymentId, orderId, transactionId, tid, nsu, authorization id, reference
     * @param status approved, denied or undefined
     */
    record Search(
            Optional<UUID> tenant,
            Optional<String> status,
            Optional<String> text,
            Optional<Instant> from,
            Optional<Instant> to,
            int limit,
            Optional<String> cursor) {}

    /** Some payments and where to go on. */
    record Page(List<Payment> items, Optional<String> nextCursor) {}

    /**
     * One line of a payment's history.
     *
     * @param lane vtex, engine or acquirer
     * @param detail redacted, possibly several lines
     */
    record Event(
            Instant at, String lane, String type, String summary, Optional<String> detail, Optional<Integer> millis) {}

    /** One attempt to tell VTEX. */
    record CallbackAttempt(Instant at, int attempt, String outcome, Optional<Integer> httpStatus) {}
}
