package dev.pontage.affiliation;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Places;
import dev.pontage.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One tenant's configured connection: connector, plugin, settings and the credentials that VTEX uses. A value: what
 * changes makes a new one.
 *
 * @param pinnedVersion the plugin version it stays with, if any
 * @param settingsVersion changes whenever the settings do
 * @param openToTestSuite whether it answers VTEX's test suite without credentials
 * @param accepted what a change counts as that the acquirer has only taken in
 */
public record Affiliation(
        UUID id,
        UUID tenantId,
        String tenant,
        UUID connectorId,
        String connector,
        String plugin,
        Optional<String> pinnedVersion,
        UUID settingsVersion,
        Environment environment,
        String displayName,
        boolean suspended,
        boolean openToTestSuite,
        Admits admits,
        AcceptedChanges accepted,
        Instant createdAt) {

    /**
     * What it takes where the platform's rule leaves a choice.
     *
     * @param liveModeOnTest payments that VTEX calls real although this is a test affiliation, also in production
     * @param directCards card numbers that come without VTEX's proxy, where the platform takes them at all
     */
    public record Admits(boolean liveModeOnTest, boolean directCards) {
        /** The rule itself. */
        public static final Admits USUAL = new Admits(false, true);
    }

    /** Whether real money moves. */
    public enum Environment {
        TEST,
        LIVE;

        /** As the admin API writes it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** From the admin API's word. */
        public static Optional<Environment> of(String word) {
            return switch (word) {
                case "test" -> Optional.of(TEST);
                case "live" -> Optional.of(LIVE);
                default -> Optional.empty();
            };
        }
    }

    /** By which it is found within its tenant's scope. */
    public record Key(UUID tenant, UUID id) {
        /** From a row that belongs to an affiliation. */
        public static Key of(ResultSet row) throws SQLException {
            return new Key(Ids.of(row.getBytes("tenant_id")), Ids.of(row.getBytes("affiliation_id")));
        }

        /** The scope of those who have these. */
        public static TenantScope scope(Set<Key> keys) {
            return new TenantScope.Only(keys.stream().map(Key::tenant).collect(Collectors.toSet()));
        }

        /** For a statement that lists them. */
        public static List<byte[]> ids(Set<Key> keys) {
            return Places.of(keys.stream().map(it -> Ids.bytes(it.id())).toList());
        }
    }

    /** By which it is found within its tenant's scope. */
    public Key key() {
        return new Key(tenantId, id);
    }

    /** Whether no real money moves. */
    public boolean test() {
        return environment == Environment.TEST;
    }

    /** What a new affiliation is made of. */
    public record Draft(
            String tenant,
            String connector,
            String plugin,
            Environment environment,
            String displayName,
            Map<String, String> settings) {
        @Override
        public String toString() {
            return "Draft[" + tenant + ", " + connector + ", " + plugin + "]";
        }
    }

    /** A key and token for VTEX. The token is shown once and is kept only as a hash. */
    public record Credential(String appKey, String appToken) {
        @Override
        public String toString() {
            return "Credential[" + appKey + "]";
        }
    }

    /** A key that VTEX may use, and until when if a newer one has replaced it. */
    public record IssuedKey(String appKey, Instant createdAt, Optional<Instant> expiresAt) {}

    /** What was just made. */
    public record Created(Affiliation affiliation, Credential credential) {}

    /**
     * A setting as staff may see it.
     *
     * @param value empty for a secret, always
     */
    public record StoredSetting(
            String key, boolean secret, Optional<String> value, Instant changedAt, String changedBy) {}
}
