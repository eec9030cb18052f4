package dev.pontage.payment;

import dev.pontage.spi.payment.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One request about a payment: idempotency key, audit record and recovery point in one row.
 *
 * @param requestKey what VTEX calls the request
 * @param key what the acquirer gets as idempotency key
 * @param claim random per attempt, to find one's own row again after an unclear commit
 * @param fence rises with each claim: a write under an older one is refused
 * @param changeId the acquirer's id of a change
 * @param told what was told of a plugin's metadata with the answer of a change that is done: a repeat is told the same
 * @param from the settlements a refund is taken from
 * @param before the payment's sums when it was claimed: sent once more it says the same; rows of old have none
 */
record Operation(
        UUID id,
        UUID tenantId,
        UUID paymentId,
        Kind kind,
        byte[] requestKey,
        String key,
        State state,
        long amount,
        int attempt,
        UUID claim,
        int fence,
        UUID node,
        Instant leaseUntil,
        int asked,
        int notFound,
        Optional<Instant> firstNotFoundAt,
        Optional<String> changeId,
        Optional<String> code,
        Optional<String> message,
        Map<String, String> told,
        List<Change.Part> from,
        Optional<Sums> before,
        Instant createdAt) {

    private static final int SHORTEST_KEY = 16;

    /** How much of a payment was settled and refunded, in minor units. */
    record Sums(long settled, long refunded) {
        static Sums of(Payment payment) {
            return new Sums(payment.settled().minor(), payment.refunded().minor());
        }
    }

    enum Kind {
        CREATE,
        /** The shopper acted: goes on with a pending authorization. */
        RESUME,
        /** A message that VTEX passed on. */
        INBOUND,
        CANCEL,
        SETTLE,
        REFUND,
        /** Removes at the acquirer what a dead payment may have left there. Ours, not VTEX's. */
        VOID
    }

    enum State {
        /** Claimed: a call may be on its way. */
        OPEN,
        /** A breakdown after which money may have moved. */
        IN_DOUBT,
        /** The shopper or the acquirer still has to act. */
        WAITING,
        /** Certainly not carried out: may be tried again. */
        FAILED,
        DONE,
        /** Was believed done and has failed after all: answered as it was, and counts no more. */
        REVERSED,
        /** The acquirer cannot do it. */
        MANUAL,
        /** A person must look. */
        REVIEW
    }

    /** Whether the acquirer's outcome is final. */
    boolean isFinal() {
        return state == State.DONE || state == State.REVERSED || state == State.MANUAL;
    }

    /** Whether it is on its way by this claim. */
    boolean isClaimed(UUID by) {
        return state == State.OPEN && claim.equals(by);
    }

    /** Whether it is the same claim, not taken over since. */
    boolean isHeldLike(Operation other) {
        return claim.equals(other.claim) && fence == other.fence;
    }

    /** Whether nobody knows what became of it. A void is looked at in the same way, and moves no money of the shopper's. */
    boolean isDoubtful() {
        return (state == State.IN_DOUBT || state == State.REVIEW) && kind != Kind.VOID;
    }

    /** Whether it certainly never left, which nobody had to be asked about. */
    boolean stayedHere() {
        return state == State.FAILED && firstNotFoundAt.isEmpty();
    }

    /** Whether its amount is spent or put aside: not what failed, was taken back or could not be done. */
    boolean counts() {
        return state != State.FAILED && state != State.REVERSED && state != State.MANUAL;
    }

    /** Whether a cancel may be carried out at any moment, or has been. */
    boolean isRunningCancel() {
        return kind == Kind.CANCEL && counts();
    }

    /** Whether VTEX asked to change what had been authorized. */
    boolean isChange() {
        return kind == Kind.SETTLE || kind == Kind.REFUND || kind == Kind.CANCEL;
    }

    /** Whether the acquirer means this one: it may know only the beginning of our key. */
    boolean isCalled(String name) {
        return name.length() >= SHORTEST_KEY && key.startsWith(name);
    }

    /** It is known by the same key as the attempt before, whose refusal may still be told as if it were of this one. */
    boolean isAnotherAttempt() {
        return attempt > 1;
    }

    /** VTEX's name for the request, for people. */
    String requestName() {
        return new String(requestKey, java.nio.charset.StandardCharsets.UTF_8);
    }

    Operation withParts(List<Change.Part> parts) {
        return copy(state, changeId, code, message, parts);
    }

    Operation in(State other) {
        return copy(other, changeId, code, message, from);
    }

    Operation answered(ChangeAnswer.Done answer) {
        return copy(
                State.DONE, Optional.of(answer.id()), Optional.of(answer.code()), Optional.of(answer.message()), from);
    }

    private Operation copy(
            State newState,
            Optional<String> newChangeId,
            Optional<String> newCode,
            Optional<String> newMessage,
            List<Change.Part> parts) {
        return new Operation(
                id,
                tenantId,
                paymentId,
                kind,
                requestKey,
                key,
                newState,
                amount,
                attempt,
                claim,
                fence,
                node,
                leaseUntil,
                asked,
                notFound,
                firstNotFoundAt,
                newChangeId,
                newCode,
                newMessage,
                told,
                parts,
                before,
                createdAt);
    }
}
