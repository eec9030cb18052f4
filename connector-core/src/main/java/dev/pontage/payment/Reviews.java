package dev.pontage.payment;

import dev.pontage.spi.payment.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a person decides about a payment without moving its money. */
public interface Reviews {

    /** What a person found out at the acquirer about something that was sent there. */
    enum Found {
        /** It was carried out; a sale that is there is removed, since nobody has its identifiers. */
        DONE,
        NOT_DONE,
        UNKNOWN
    }

    /**
     * Something of which only a person can find out what became of it. Until then its amount is put aside.
     *
     * @param kind create, resume, settle, refund or cancel
     */
    record Open(UUID id, String kind, Money amount) {}

    /** What waits for that, oldest first. */
    List<Open> open(Payment payment);

    /**
     * What a person says who has looked.
     *
     * @param read the reason that stood there; empty: whichever stands there now
     * @param found what became of what was open; nothing: that is left as it stands
     * @param by who
     * @param why for colleagues
     */
    record Word(Optional<String> read, Map<UUID, Found> found, String by, String why) {
        /** Nothing was found out, or there was nothing to be. */
        public Word(Optional<String> read, String by, String why) {
            this(read, Map.of(), by, why);
        }

        /** A form sends other line ends than it was given. */
        boolean isAbout(Payment payment) {
            return read.map(it -> it.lines()
                            .toList()
                            .equals(payment.review().orElse("").lines().toList()))
                    .orElse(true);
        }
    }

    /**
     * Says that a person has looked: what was found out is written down, and unless something is still unknown the payment
     * is no longer marked. No money is moved, but what is to be removed will be. Empty, and nothing is changed, if by now
     * another reason stands there than the person has read, or something is known without him.
     */
    Optional<Payment> close(Payment payment, Word word);

    /**
     * Every later operation of the payment goes to this version of its plugin instead of the one that authorized it, with
     * all that the other one had kept; a call that is under way finishes where it began. A version that is not installed
     * is refused, as is the one it is with already.
     */
    Payment goOnWith(Payment payment, String version, String reason);
}
