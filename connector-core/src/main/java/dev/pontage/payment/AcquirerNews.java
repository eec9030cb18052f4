package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.WebhookEvent;

/**
 * The side door by which later truth enters: what an acquirer's webhook says, and what VTEX passes on from a payment app.
 * It goes through the same journal as everything else, so that it may come twice, late or out of order.
 */
public interface AcquirerNews {

    /** Applies one verified event of a webhook. Within the scope of the affiliation's tenant. */
    Effect apply(Affiliation affiliation, WebhookEvent event);

    /**
     * Hands a message to the payment's acquirer and records the reply: the same request gets the same reply.
     *
     * @param requestId VTEX's
     */
    Inbound.Reply inbound(Affiliation affiliation, String paymentKey, String requestId, String action, String body);

    /** What an event led to. */
    enum Effect {
        /** The payment has moved, or was looked at. */
        APPLIED,
        /** It was known already, or comes too late to matter. */
        NOTHING_NEW,
        /** No payment goes by this reference yet: to be tried again as payments conclude. */
        NO_PAYMENT_YET
    }
}
