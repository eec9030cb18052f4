package dev.pontage.spi.payment;

import java.net.URI;
import java.util.Optional;

/** What the shopper is shown while a payment is pending. */
public sealed interface NextStep {

    /** A page of the acquirer or bank. The host brings the shopper back to VTEX afterwards. */
    record Redirect(URI uri) implements NextStep {}

    /** A code to copy or scan: the text itself, not a picture and no address of one. The host draws the picture. */
    record ShowCode(String code) implements NextStep {}

    /**
     * A slip.
     *
     * @param document the slip as a page or PDF; the host makes a page of its own where the acquirer has none
     * @param number its line, digits only
     * @param formatted the line as people read it
     * @param barCode what the bars say
     */
    record ShowInvoice(Optional<URI> document, String number, String formatted, String barCode) implements NextStep {}

    /** A payment app in VTEX's checkout. */
    record OpenApp(String appName, String payload) implements NextStep {}

    /** Nothing to show: the acquirer is still thinking. */
    record Wait() implements NextStep {}
}
