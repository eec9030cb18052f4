package dev.pontage.spi.payment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes an authorized payment. The host has already made sure that sums fit and that the capability is declared.
 * Identifiers may be empty: after a lost answer the payment's id is all there is.
 */
public sealed interface Change {

    /** Our reference at the acquirer. */
    PaymentId paymentId();

    /** The identity of this change, with its idempotency key. */
    RequestId request();

    /** How the acquirer named the payment, with the plugin's own references. */
    Identifiers identifiers();

    /**
     * Releases what is not settled, or a payment of which nothing is known.
     *
     * @param amount what is released: the whole reserved amount, or the rest after partial settlements
     * @param authorized what was authorized
     */
    record Cancel(PaymentId paymentId, RequestId request, Identifiers identifiers, Money amount, Money authorized)
            implements Change {}

    /**
     * Takes reserved money.
     *
     * @param amount what is to be taken now, not the sum of what was taken
     * @param settledBefore what earlier settlements took
     * @param last whether nothing will be left to settle afterwards
     */
    record Settle(
            PaymentId paymentId,
            RequestId request,
            Identifiers identifiers,
            Money amount,
            Money authorized,
            Money settledBefore,
            boolean last,
            List<Recipient> recipients)
            implements Change {}

    /**
     * Gives money back.
     *
     * @param amount what is to be given back now, not the sum of what was given back
     * @param from the settlements it is taken from, the one VTEX named first, then the oldest; they add up to the amount
     * @param refundedBefore what earlier refunds gave back
     */
    record Refund(
            PaymentId paymentId,
            RequestId request,
            Identifiers identifiers,
            Money amount,
            Money settled,
            Money refundedBefore,
            List<Part> from,
            List<Recipient> recipients)
            implements Change {}

    /** The part of a refund that is taken from one settlement. */
    record Part(String settleId, Money amount) {}

    /** What the acquirer answered. */
    sealed interface Outcome {}

    /**
     * Carried out. Only what certainly is: an acquirer that says "received" has taken it in ({@link InProgress}).
     *
     * @param id the acquirer's name for the change, or our key where it has none; never empty, and the same for a repeat
     * @param references of the plugin, added to the payment's
     */
    record Done(String id, Map<String, String> references) implements Outcome {
        public Done {
            references = Map.copyOf(references);
        }

        /** Carried out, nothing to remember. */
        public static Done of(String id) {
            return new Done(id, Map.of());
        }
    }

    /** A business no. */
    record Refused(Decline decline) implements Outcome {}

    /** Taken in, carried out later: a webhook or an inquiry will tell. */
    record InProgress(Optional<String> id, Map<String, String> references) implements Outcome {
        public InProgress {
            references = Map.copyOf(references);
        }

        /** Taken in under a name of the acquirer. */
        public static InProgress of(String id) {
            return new InProgress(Optional.of(id), Map.of());
        }
    }

    /** The acquirer cannot do this at all; a person must do it there by hand. */
    record Unsupported() implements Outcome {}
}
