package dev.pontage.payment;

import java.util.Optional;

/** What a person decides about a payment without moving its money. */
public interface Reviews {

    /**
     * What a person says who has looked.
     *
     * @param read the reason that stood there; empty: whichever stands there now
     * @param by who
     * @param why for colleagues
     */
    record Word(Optional<String> read, String by, String why) {
        /** A form sends other line ends than it was given. */
        boolean isAbout(Payment payment) {
            return read.map(it -> it.lines()
                            .toList()
                            .equals(payment.review().orElse("").lines().toList()))
                    .orElse(true);
        }
    }

    /**
     * Says that a person has looked: the payment is no longer marked. Its money is left as it stands. Empty, and nothing is
     * changed, if by now another reason stands there than the person has read.
     */
    Optional<Payment> close(Payment payment, Word word);

    /**
     * Every later operation of the payment goes to this version of its plugin instead of the one that authorized it, with
     * all that the other one had kept; a call that is under way finishes where it began. A version that is not installed
     * is refused, as is the one it is with already.
     */
    Payment goOnWith(Payment payment, String version, String reason);
}
