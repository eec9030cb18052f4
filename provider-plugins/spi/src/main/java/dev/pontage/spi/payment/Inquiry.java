package dev.pontage.spi.payment;

import java.util.Optional;

/**
 * Asks what became of a payment, or of one change of it.
 *
 * @param change the change in question; empty for the authorization
 * @param identifiers possibly none: after a lost answer our own reference is all there is
 */
public record Inquiry(
        PaymentId paymentId, Identifiers identifiers, PaymentMethod method, Money amount, Optional<Change> change) {

    /** What the acquirer knows. */
    public sealed interface Outcome {}

    /** The authorization stands like this. */
    public record Authorized(Authorization.Outcome outcome) implements Outcome {}

    /** The change stands like this. */
    public record Changed(Change.Outcome outcome) implements Outcome {}

    /** The payment exists no longer: cancelled or expired at the acquirer. */
    public record Gone(String reason) implements Outcome {}

    /**
     * The acquirer finds nothing. Evidence only: the first request may still be on its way. The host believes the second
     * one, after the descriptor's settling time.
     */
    public record NotFound() implements Outcome {}

    /** The acquirer cannot be asked this. */
    public record Unknown() implements Outcome {}
}
