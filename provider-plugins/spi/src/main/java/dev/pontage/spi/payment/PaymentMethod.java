package dev.pontage.spi.payment;

import java.util.Optional;

/**
 * How the shopper pays. The name is VTEX's own, as the manifest lists it.
 *
 * <p>Easy to get wrong: a network token is a card for most purposes, but its number is not the shopper's; and a card's parts
 * may be missing, the security code above all, without the payment being wrong.
 */
public sealed interface PaymentMethod {

    /** VTEX's name, for instance {@code Visa}. */
    String name();

    /**
     * What all cards have.
     *
     * @param number placeholder of the card's or token's number
     * @param holder placeholder of the holder's name, if it was given
     * @param csc placeholder of the security code; absent for subscriptions and wallets
     * @param document placeholder of the holder's document, if it was given
     * @param expiryMonth two digits, empty if not given
     * @param expiryYear four digits, empty if not given
     * @param bin first six digits, empty if not known
     * @param last last four digits, empty if not known
     */
    record CardParts(
            CardField number,
            Optional<CardField> holder,
            Optional<CardField> csc,
            Optional<CardField> document,
            String expiryMonth,
            String expiryYear,
            String bin,
            String last) {}

    /** A method that carries a card. */
    sealed interface WithCard extends PaymentMethod permits Card, NetworkToken {
        /** The card. */
        CardParts card();
    }

    /** A card, whether its data comes through VTEX's proxy or directly: a plugin cannot tell and need not. */
    record Card(String name, CardParts card) implements WithCard {}

    /** A wallet's device number with its cryptogram. */
    record NetworkToken(String name, CardParts card, CardField cryptogram, Optional<String> eci, String wallet)
            implements WithCard {}

    /** A token that this acquirer made earlier (PPP 2.0.0). */
    record SavedCard(String name, CardField token, Optional<CardField> csc) implements PaymentMethod {}

    /** An instant transfer by a code. */
    record Pix(String name) implements PaymentMethod {}

    /** A slip. */
    record BankInvoice(String name) implements PaymentMethod {}

    /** A terminal in a shop; the serial number is known once the seller has chosen one. */
    record Terminal(String name, Optional<String> serialNumber) implements PaymentMethod {}

    /** Anything else, by name. */
    record Other(String name) implements PaymentMethod {}
}
