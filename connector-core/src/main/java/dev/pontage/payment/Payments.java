package dev.pontage.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door for reading payments, within the bound scope. Never writes. */
public interface Payments {

    /** By VTEX's id within a tenant and connector. */
    Optional<Payment> find(UUID tenant, UUID connector, String key);

    /** The same, to be answered once more. */
    Optional<PaymentEngine.Answered> answered(UUID tenant, UUID connector, String key);

    /** The same to a request beyond its merchant's limit: a flood looks together, so that it takes little from others. */
    Optional<PaymentEngine.Answered> answeredPatiently(UUID tenant, UUID connector, String key);

    /**
     * The same payment when the call that this node is making for it has ended, or this time is over. Only so many wait, as
     * a node has connections to spare: the others have it as it stands.
     */
    PaymentEngine.Answered whenCarriedOut(PaymentEngine.Answered known, Duration within);

    /** By our id. */
    Optional<Payment> find(UUID id);

    /** All with this id of VTEX's: one, mostly. */
    List<Payment> withKey(String key);

    /** A page of payments, newest first. */
    Page search(Search search);

    /** What happened to a payment, in order. */
    List<Event> timeline(UUID payment);

    /** Whether its shopper's return has been followed up: what was interrupted may come once more. */
    boolean cameBack(UUID payment);

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
            Optional<String> cursor,
            Narrow narrow) {
        /** Without further conditions. */
        public Search(
                Optional<UUID> tenant,
                Optional<String> status,
                Optional<String> text,
                Optional<Instant> from,
                Optional<Instant> to,
                int limit,
                Optional<String> cursor) {
            this(tenant, status, text, from, to, limit, cursor, Narrow.NOT);
        }

        boolean isNarrow() {
            return status.isPresent() || !narrow.equals(Narrow.NOT);
        }
    }

    /**
     * Further conditions, all of which hold for what is found.
     *
     * @param code what the acquirer gave as its reason
     * @param least in the payment's own currency, as is {@code most}
     * @param needsReview in doubt, or to be looked at by a person
     */
    record Narrow(
            Optional<UUID> affiliation,
            Optional<String> method,
            Optional<PaymentStatus> state,
            Optional<String> code,
            Optional<BigDecimal> least,
            Optional<BigDecimal> most,
            boolean needsReview) {
        /** No further condition. */
        public static final Narrow NOT = new Narrow(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * Some payments, newest first, and where to go on. A page may be short, even empty, and still have a next one: so far
     * was looked.
     *
     * @param previousCursor where newer ones are
     */
    record Page(List<Payment> items, Optional<String> nextCursor, Optional<String> previousCursor) {}

    /**
     * One line of a payment's history.
     *
     * @param lane vtex, engine or acquirer
     * @param detail redacted, possibly several lines
     * @param exchange what passed between us and the acquirer goes by this id
     * @param amount what VTEX asked for, in the payment's currency
     */
    record Event(
            Instant at,
            String lane,
            String type,
            String summary,
            Optional<String> detail,
            Optional<Integer> millis,
            Optional<UUID> exchange,
            Optional<BigDecimal> amount) {
        /** Something that is no exchange and says no amount. */
        public Event(
                Instant at,
                String lane,
                String type,
                String summary,
                Optional<String> detail,
                Optional<Integer> millis) {
            this(at, lane, type, summary, detail, millis, Optional.empty(), Optional.empty());
        }
    }

    /** One attempt to tell VTEX. */
    record CallbackAttempt(Instant at, int attempt, String outcome, Optional<Integer> httpStatus) {}
}
