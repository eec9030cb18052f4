package dev.pontage.payment;

import dev.pontage.spi.payment.Money;
import java.util.Map;

/** What became of a change, as it is answered. A final one is answered the same for ever. */
public sealed interface ChangeAnswer {
    /** For VTEX's log. */
    String code();

    /** For VTEX's log. */
    String message();

    /**
     * Carried out. The amount is what was settled or refunded; zero for the cancel of nothing.
     *
     * @param metadata what the plugin had to tell of the payment at that moment, by its references' names
     */
    record Done(String id, Money amount, String code, String message, Map<String, String> metadata)
            implements ChangeAnswer {}

    /** Not carried out, or not yet: the same request may succeed later. */
    record Failed(String code, String message) implements ChangeAnswer {}

    /** The acquirer cannot do it: a person must, there. */
    record Manual(String code, String message) implements ChangeAnswer {}
}
