package dev.pontage.spi;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import java.util.Map;

/**
 * One affiliation's line to its acquirer: six verbs and two ears. Called from several threads at once.
 *
 * <p>A business answer is a returned value, also a refusal. Whatever keeps the plugin from knowing the answer is an
 * {@link AcquirerException}; any other exception, and {@code null}, count as one with an unknown effect.
 *
 * <p>The host never calls a verb again with the same command unless the descriptor says that this is safe
 * ({@link Capability#REPLAY}) or the acquirer has said twice that it knows nothing of it.
 *
 * <p>Easy to get wrong: a payment's facts kept in a field are not there on another node or after a restart; what the plugin
 * needs later belongs into {@link dev.pontage.spi.payment.Identifiers#references()}. And an answer that is not understood
 * is no "no": it is an exception with an unknown effect.
 */
public interface Acquirer extends AutoCloseable {

    /**
     * Reserves or takes the shopper's money. Creating a QR code, a slip or a redirect is
     * {@link Authorization.Pending}, never approved: nobody has paid yet.
     */
    Authorization.Outcome authorize(Authorization authorization);

    /**
     * Gives back the part that is not settled. Must work with the payment's id alone: after a lost answer the host knows
     * no identifier of the acquirer.
     */
    default Change.Outcome cancel(Change.Cancel cancel) {
        return new Change.Unsupported();
    }

    /** Takes money that was reserved. */
    default Change.Outcome settle(Change.Settle settle) {
        return new Change.Unsupported();
    }

    /** Gives settled money back to the shopper. */
    default Change.Outcome refund(Change.Refund refund) {
        return new Change.Unsupported();
    }

    /**
     * Asks the acquirer what became of a command. Moves no money, ever: at most it removes what can no longer be paid, so
     * that a no is certain.
     */
    default Inquiry.Outcome inquire(Inquiry inquiry) {
        return new Inquiry.Unknown();
    }

    /**
     * Goes on with a payment that waited for the shopper (he came back, or his terminal answered). Unlike an inquiry it
     * may have effects at the acquirer; the host journals it like an authorization.
     */
    default Authorization.Outcome resume(Resume resume) {
        return Authorization.Pending.waiting();
    }

    /**
     * Reads a webhook of the acquirer; it may come twice, late and out of order, and the host sees to that. A wrong signature is an empty {@link WebhookEvent.Verdict}, not an exception;
     * comparing signatures takes constant time.
     */
    default WebhookEvent.Verdict receive(WebhookRequest request) {
        return WebhookEvent.Verdict.unverified("this plugin reads no webhooks");
    }

    /** Answers a message that VTEX passes on from a payment app. */
    default Inbound.Reply inbound(Inbound inbound) {
        return Inbound.Reply.unsupported();
    }

    /** The banks that a shopper may choose for a transfer (PSE): name by code, in the order in which they are shown. */
    default Map<String, String> banks() {
        return Map.of();
    }

    /** Lets go of what was opened. The host calls it once, after the last call has returned. */
    @Override
    default void close() {}
}
