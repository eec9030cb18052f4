package dev.pontage.affiliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What VTEX publishes under one service URL and one manifest.
 *
 * @param flags as registered with VTEX; a name that is missing has VTEX's default
 * @param callbackKeys of the owner's account; VTEX takes callbacks with them only
 * @param metadataFields names that plugins may use in the connector's metadata, at most three
 * @param suspended none of its affiliations takes new payments
 */
public record Connector(
        UUID id,
        String slug,
        String displayName,
        Optional<String> publishedName,
        boolean published,
        Optional<String> ownerAccount,
        Optional<String> partnerContact,
        List<String> allowedAccounts,
        Map<String, Boolean> flags,
        List<String> plugins,
        boolean callbackKeysSet,
        List<Method> methods,
        List<String> metadataFields,
        boolean suspended,
        Instant createdAt) {

    public Connector {
        allowedAccounts = List.copyOf(allowedAccounts);
        flags = Map.copyOf(flags);
        plugins = List.copyOf(plugins);
        methods = List.copyOf(methods);
        metadataFields = List.copyOf(metadataFields);
    }

    /** The same with other methods: what its manifest would be. */
    public Connector listing(List<Method> others) {
        return new Connector(
                id,
                slug,
                displayName,
                publishedName,
                published,
                ownerAccount,
                partnerContact,
                allowedAccounts,
                flags,
                plugins,
                callbackKeysSet,
                others,
                metadataFields,
                suspended,
                createdAt);
    }

    /** The same with what may be changed about it, and what its manifest would list then. */
    public Connector changed(Draft draft, List<Method> methods) {
        return new Connector(
                id,
                slug,
                draft.displayName(),
                draft.publishedName(),
                published,
                draft.ownerAccount(),
                draft.partnerContact(),
                draft.allowedAccounts(),
                draft.flags(),
                draft.plugins(),
                callbackKeysSet,
                methods,
                metadataFields,
                suspended,
                createdAt);
    }

    /** Whether VTEX's closed beta of card tokens is switched on: version 2.0.0 of the protocol. */
    public boolean takesCardTokens() {
        return flags.getOrDefault("cardTokens", false);
    }

    /**
     * One payment method of the manifest.
     *
     * @param allowsSplit onAuthorize, onCapture or disabled
     */
    public record Method(String name, boolean enabled, String allowsSplit) {}

    /** The owner's key and token for callbacks. */
    public record CallbackKeys(String appKey, String appToken) {
        @Override
        public String toString() {
            return "CallbackKeys[•••]";
        }
    }

    /** What a new connector is made of. */
    public record Draft(
            String slug,
            String displayName,
            List<String> plugins,
            Optional<CallbackKeys> callbackKeys,
            Optional<String> publishedName,
            Optional<String> ownerAccount,
            Optional<String> partnerContact,
            List<String> allowedAccounts,
            Map<String, Boolean> flags) {
        /** The least there can be. */
        public static Draft of(String slug, String displayName, List<String> plugins) {
            return new Draft(
                    slug,
                    displayName,
                    plugins,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Map.of());
        }
    }
}
