package dev.pontage.spi.payment;

import java.util.Map;
import java.util.Optional;

/**
 * How the acquirer names a payment, as VTEX and people see it, and what the plugin wants to have back.
 *
 * @param authorizationId the authorization, where there is one
 * @param tid the transaction
 * @param nsu the sequential number
 * @param references up to 2 KB of the plugin's own, given back with each later command on this payment; a new map
 *     replaces the entries it names. One called {@code reference} is a name of the payment: put there what you send as
 *     reference where that is not the payment's id, so that a webhook which names it finds the payment
 */
public record Identifiers(
        Optional<String> authorizationId, Optional<String> tid, Optional<String> nsu, Map<String, String> references) {
    /** Nothing known. */
    public static final Identifiers NONE =
            new Identifiers(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public Identifiers {
        references = Map.copyOf(references);
    }

    /** A transaction without an authorization yet. */
    public static Identifiers tid(String tid) {
        return new Identifiers(Optional.empty(), Optional.of(tid), Optional.empty(), Map.of());
    }

    /** The three that VTEX knows. */
    public static Identifiers of(String authorizationId, String tid, String nsu) {
        return new Identifiers(Optional.of(authorizationId), Optional.of(tid), Optional.of(nsu), Map.of());
    }

    /** The same with one more reference. */
    public Identifiers with(String key, String value) {
        var more = new java.util.HashMap<>(references);
        more.put(key, value);
        return new Identifiers(authorizationId, tid, nsu, more);
    }
}
