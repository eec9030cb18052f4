package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import java.util.Optional;

/** The door for what people must see of a payment, whatever VTEX was answered. */
public interface Flags {

    /** Keeps a text with the payment; the same one once only. */
    void raise(Payment payment, String text);

    /**
     * A payment that is denied before any acquirer hears of it, kept so that people see why and a repeat hears the same;
     * one that is known is left as it stands. Takes the card's bytes: they are wiped.
     *
     * @param text what people must see besides
     */
    Payment refuse(Affiliation affiliation, NewPayment command, String code, String message, Optional<String> text);
}
