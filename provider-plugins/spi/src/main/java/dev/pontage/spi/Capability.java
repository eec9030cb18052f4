package dev.pontage.spi;

/**
 * What an acquirer can do beyond authorizing. The host refuses, before anything is sent, whatever is not declared; the
 * contract tests try both what is declared and what is not.
 */
public enum Capability {
    /** A reserved payment can be released, whole. */
    CANCEL,
    /** A reserved payment can be taken in whole. Without it, authorizing already takes the money. */
    SETTLE,
    /** Less than the reserved amount can be taken. */
    PARTIAL_SETTLE,
    /** A payment can be taken in several parts. */
    MULTIPLE_SETTLE,
    /** Settled money can be given back. */
    REFUND,
    /** Less than the settled amount can be given back, also several times. */
    PARTIAL_REFUND,
    /** {@link Acquirer#inquire} finds a payment by our own reference. */
    INQUIRE,
    /** The same command with the same key, sent again within the descriptor's window, takes effect once. */
    REPLAY,
    /** {@link Acquirer#cancel} needs nothing but our own reference, so that a lost authorization can be voided. */
    CANCEL_BY_REFERENCE,
    /** {@link Acquirer#resume} goes on with a payment after the shopper acted. */
    RESUME,
    /** {@link Acquirer#receive} reads webhooks. */
    WEBHOOK,
    /** {@link Acquirer#inbound} answers messages that VTEX passes on. */
    INBOUND,
    /** Money can be split over recipients. */
    SPLIT,
    /** Card data may travel through VTEX's Secure Proxy. */
    SECURE_PROXY
}
