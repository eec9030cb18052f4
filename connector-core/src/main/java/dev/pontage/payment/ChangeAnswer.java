package dev.pontage.payment;

import dev.pontage.spi.payment.Money;

/** What became of a change, as it is answered. A final one is answered the same for ever. */
public sealed interface ChangeAnswer {
    /** For VTEX's log. */
    String code();

    /** For VTEX's log. */
    String message();

    /** Carried out. The amount is what was settled or refunded; zero for the cancel of nothing. */
    record Done(String id, Money amount, String code, String message) implements ChangeAnswer {}

    /** Not carried out, or not yet: the same request may succeed later. */
    record Failed(String code, String message) implements ChangeAnswer {}

    /** The acquirer cannot do it: a person must, there. */
    record Manual(String code, String message) implements ChangeAnswer {}
}
