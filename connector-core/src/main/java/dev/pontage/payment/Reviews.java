package dev.pontage.payment;

import java.util.UUID;

/** What a person decides about a payment without moving its money. */
public interface Reviews {

    /** Says that a person has looked: the payment is no longer marked. Its money is left as it stands. */
    Payment close(UUID payment);

    /**
     * Every later operation of the payment goes to this version of its plugin instead of the one that authorized it, with
     * all that the other one had kept; a call that is under way finishes where it began. A version that is not installed
     * is refused, as is the one it is with already.
     */
    Payment goOnWith(Payment payment, String version, String reason);
}
