package dev.pontage.spi.payment;

import dev.pontage.spi.Text;
import java.util.Optional;

/**
 * A business no: the acquirer has understood and declined. What it did not understand, or could not do just then, is an
 * {@link dev.pontage.spi.AcquirerException}.
 *
 * @param code the acquirer's own, shown to staff and sent to VTEX
 * @param message the acquirer's own, for the log
 * @param kind what may be done about it
 * @param advice what staff should tell the merchant, where the code alone does not say it
 */
public record Decline(String code, String message, Kind kind, Optional<Text> advice) {
    /** What may be done about a decline. */
    public enum Kind {
        /** May be tried again later. The right one where the acquirer does not say. */
        SOFT,
        /** Never with this card. */
        HARD,
        /** Suspected fraud. */
        FRAUD,
        /** The merchant's set-up at the acquirer is wrong: staff must act. */
        CONFIGURATION
    }

    /** A decline without advice of its own. */
    public Decline(String code, String message, Kind kind) {
        this(code, message, kind, Optional.empty());
    }
}
