package dev.pontage.spi.payment;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks an acquirer for the shopper's money.
 *
 * <p>Easy to get wrong: the amount includes the interest already; creating something that is paid later is
 * {@link Pending}, never {@link Approved}; one order may have several payments, so only the payment's id is unlike any
 * other.
 *
 * @param paymentId our reference at the acquirer
 * @param request the identity of this command, with its idempotency key
 * @param amount what to authorize, interest included
 * @param method how the shopper pays
 * @param installments how many, and at whose cost
 * @param buyer who buys, as typed into a checkout
 * @param cart what is bought, for the acquirer's fraud checks
 * @param order VTEX's names for what is paid
 * @param recipients of a split at authorization; otherwise empty
 * @param validity how long the payment may stay pending
 * @param returnUrl where the acquirer sends the shopper's browser back to: ours, made for this payment
 * @param customCode the code of a custom card brand, empty otherwise
 * @param verificationOnly only checks the card
 * @param metadata what the merchant's checkout adds, for instance the bank's code for PSE
 * @param replay whether this command may have been sent before
 * @param references what the plugin said of this payment earlier
 */
public record Authorization(
        PaymentId paymentId,
        RequestId request,
        Money amount,
        PaymentMethod method,
        Installments installments,
        Buyer buyer,
        Cart cart,
        Order order,
        List<Recipient> recipients,
        Duration validity,
        URI returnUrl,
        String customCode,
        boolean verificationOnly,
        Map<String, String> metadata,
        boolean replay,
        Map<String, String> references) {

    /** Under this name the host adds to the metadata when the command was first asked for. */
    public static final String BEGUN_AT = "pontage.begunAt";

    public Authorization {
        recipients = List.copyOf(recipients);
        metadata = Map.copyOf(metadata);
        references = Map.copyOf(references);
    }

    /**
     * When this command was first asked for: the same whenever it is sent again, so that a body with a date in it is the
     * same too. Empty where the host does not say.
     */
    public Optional<Instant> begunAt() {
        try {
            return Optional.ofNullable(metadata.get(BEGUN_AT)).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Payment in parts: how many (at least one), and what each costs where VTEX says so. */
    public record Installments(int count, Optional<String> interestRate, Optional<Money> each) {
        /** At once. */
        public static final Installments ONE = new Installments(1, Optional.empty(), Optional.empty());
    }

    /** VTEX's names for what is paid. One order may have several payments. */
    public record Order(String orderId, String reference, String transactionId, String merchantName) {}

    /** What the acquirer answered. */
    public sealed interface Outcome {}

    /**
     * The money is reserved or taken.
     *
     * @param maximum up to which it may be settled, if that is another than the amount. Easy to get wrong: less than the
     *     amount is no approval for VTEX; the payment is denied, and what was reserved is cancelled
     */
    public record Approved(Identifiers identifiers, Optional<Money> maximum, String code, String message)
            implements Outcome {
        /** Approved with nothing more to say. */
        public static Approved of(Identifiers identifiers) {
            return new Approved(identifiers, Optional.empty(), "", "");
        }
    }

    /** No, for a reason. */
    public record Denied(Identifiers identifiers, Decline decline) implements Outcome {
        /** A no without identifiers. */
        public static Denied of(Decline decline) {
            return new Denied(Identifiers.NONE, decline);
        }
    }

    /**
     * Somebody still has to act.
     *
     * @param validity how long the acquirer keeps it payable, if it said so
     */
    public record Pending(
            Identifiers identifiers, NextStep next, Optional<Duration> validity, String code, String message)
            implements Outcome {
        /** Pending with something to show. */
        public static Pending show(Identifiers identifiers, NextStep next) {
            return new Pending(identifiers, next, Optional.empty(), "", "");
        }

        /** Pending with nothing to show. */
        public static Pending waiting() {
            return show(Identifiers.NONE, new NextStep.Wait());
        }
    }
}
