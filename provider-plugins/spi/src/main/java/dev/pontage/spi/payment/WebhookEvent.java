package dev.pontage.spi.payment;

import java.util.List;

/**
 * One thing that a webhook says about one payment.
 *
 * @param key the event's own id, or what makes it unlike any other: a second one with the same key is dropped
 * @param subject the payment, or the change of it, that is meant
 * @param news what happened; a mere {@link Hint} makes the host ask the acquirer
 */
public record WebhookEvent(String key, Subject subject, News news) {

    /**
     * How the event names its payment.
     *
     * @param reference the payment's id, our key, the acquirer's {@code tid} or {@code authorizationId}, or the entry
     *     {@code reference} of {@link Identifiers#references()}; of a change also the acquirer's id of it
     */
    public record Subject(String reference) {}

    /** What a webhook may say. */
    public sealed interface News {}

    /** The authorization has been decided, or has moved on. */
    public record Authorized(Authorization.Outcome outcome) implements News {}

    /**
     * A change has been carried out or has failed.
     *
     * @param change the acquirer's id of the change, or our key of it
     */
    public record Changed(String change, Change.Outcome outcome) implements News {}

    /** A change that was believed done has failed after all. */
    public record Reversed(String change, String reason) implements News {}

    /** The payment is gone at the acquirer: cancelled or expired. */
    public record Gone(String reason) implements News {}

    /** Something happened: ask. */
    public record Hint() implements News {}

    /** Something for people to know, a chargeback for instance. */
    public record Note(String text) implements News {}

    /**
     * What became of a webhook.
     *
     * @param verified whether it certainly comes from the acquirer; if not, it is kept and nothing is done
     * @param why in a few words, for staff
     * @param status to answer the acquirer with
     * @param answer body to answer with
     */
    public record Verdict(boolean verified, String why, List<WebhookEvent> events, int status, String answer) {
        public Verdict {
            events = List.copyOf(events);
        }

        /** Certainly from the acquirer. */
        public static Verdict verified(List<WebhookEvent> events) {
            return new Verdict(true, "", List.copyOf(events), 200, "");
        }

        /** Not certainly from the acquirer. */
        public static Verdict unverified(String why) {
            return new Verdict(false, why, List.of(), 401, "");
        }
    }
}
