package dev.pontage.sandbox;

import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Decline;
import java.util.Optional;

/** The reply codes of the pretended acquirer. */
final class SandboxDeclines {
    static final Decline CARD = new Decline("51", "Insufficient funds", Decline.Kind.SOFT);
    static final Decline SOFT = new Decline("91", "Issuer not available", Decline.Kind.SOFT);
    static final Decline HARD = new Decline("14", "No such card", Decline.Kind.HARD);
    static final Decline FRAUD = new Decline("59", "Suspected fraud", Decline.Kind.FRAUD);
    static final Decline CONFIGURATION = new Decline(
            "03",
            "Merchant not enabled",
            Decline.Kind.CONFIGURATION,
            Optional.of(new Text(
                    "Peça ao adquirente que habilite o lojista.",
                    "Pida al adquirente que habilite al comercio.",
                    "Ask the acquirer to enable the merchant.")));
    static final Decline SHOPPER = new Decline("17", "Cancelled by the shopper", Decline.Kind.SOFT);
    static final Decline CHANGE = new Decline("12", "Change refused", Decline.Kind.HARD);

    private SandboxDeclines() {}
}
