package dev.pontage.admin.access;

import dev.pontage.error.Rejection;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose token it is: the one from the environment, valid as long as it is set there, or one that staff made. */
@Component
public class ApiTokens {
    private static final int SHORTEST = 32;
    private static final int LONGEST_NAME = 100;
    /** How exactly the last use is known: a write per request would cost more than the knowledge is worth. */
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final Optional<byte[]> bootstrap;
    private final TenantJdbc jdbc;
    private final TokenHash hashes;
    private final Clock clock;

    ApiTokens(
            @Value("${pontage.bootstrap-api-token:}") String bootstrap,
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            TokenHash hashes,
            Clock clock) {
        if (!bootstrap.isEmpty() && bootstrap.length() < SHORTEST) {
            throw new IllegalStateException("PONTAGE_BOOTSTRAP_API_TOKEN must have at least 32 characters");
        }
        this.bootstrap = Optional.of(bootstrap).filter(it -> !it.isEmpty()).map(ApiTokens::digest);
        this.jdbc = jdbc;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** A token as staff may see it; the token itself is shown once, when it is made. */
    public record Kept(
            UUID id,
            String name,
            Role role,
            boolean everyTenant,
            Set<UUID> tenants,
            Instant createdAt,
            String createdBy,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> revokedAt) {
        /** Where it stands in a list of the newest first. */
        public String place() {
            return "%019d %s".formatted(Long.MAX_VALUE - createdAt.toEpochMilli(), id);
        }

        Person person() {
            return new Person("token " + name, role, everyTenant, tenants);
        }
    }

    /** What a new token may do and for how long. */
    public record Draft(String name, Role role, boolean everyTenant, Set<UUID> tenants, Optional<Duration> valid) {}

    /** A new token, to be shown this once. */
    public String make(Draft draft, String by) {
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            throw Rejection.invalid("name", "token.name");
        }
        var token = "pt_" + TokenHash.newToken();
        jdbc.transact(() -> jdbc.sql("""
                        insert into api_token (id, name, token_hash, role, every_tenant, tenants, created_at,
                            created_by, expires_at)
                        values (:id, :name, :hash, :role, :every, :tenants, :now, :by, :expires)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("name", draft.name().strip())
                .param("hash", hashes.of(token))
                .param("role", draft.role().name())
                .param("every", draft.everyTenant())
                .param("tenants", draft.tenants().stream().map(UUID::toString).collect(Collectors.joining(",")))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .param(
                        "expires",
                        draft.valid()
                                .map(it -> Timestamp.from(clock.instant().plus(it)))
                                .orElse(null))
                .update());
        return token;
    }

    /** All that were made, newest first. */
    public List<Kept> list() {
        return jdbc.sql("select * from api_token").query(ApiTokens::map).list().stream()
                .sorted(Comparator.comparing(Kept::place))
                .toList();
    }

    /** Ends one. */
    public Kept revoke(UUID id) {
        jdbc.transact(() -> jdbc.sql("update api_token set revoked_at = :now where id = :id and revoked_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", Ids.bytes(id))
                .update());
        return jdbc.sql("select * from api_token where id = :id")
                .param("id", Ids.bytes(id))
                .query(ApiTokens::map)
                .optional()
                .orElseThrow(() -> Rejection.notFound("token " + id));
    }

    Optional<Person> find(String token) {
        return bootstrap
                .filter(kept -> MessageDigest.isEqual(kept, digest(token)))
                .map(it -> new Person("bootstrap token", Role.ADMINISTRATOR, true, Set.of()))
                .or(() -> made(token).map(Kept::person));
    }

    private Optional<Kept> made(String token) {
        var now = clock.instant();
        var found = jdbc.sql("""
                        select * from api_token where token_hash = :hash and revoked_at is null
                            and (expires_at is null or expires_at > :now)
                        """)
                .param("hash", hashes.of(token))
                .param("now", Timestamp.from(now))
                .query(ApiTokens::map)
                .optional();
        found.filter(it -> it.lastUsedAt()
                        .map(used -> used.plus(USE_IS_NOTED_EVERY).isBefore(now))
                        .orElse(true))
                .ifPresent(it -> jdbc.transact(() -> jdbc.sql("update api_token set last_used_at = :now where id = :id")
                        .param("now", Timestamp.from(now))
                        .param("id", Ids.bytes(it.id()))
                        .update()));
        return found;
    }

    private static Kept map(ResultSet row, int index) throws SQLException {
        return new Kept(
                Ids.of(row.getBytes("id")),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("every_tenant"),
                Stream.of(row.getString("tenants").split(",", -1))
                        .filter(it -> !it.isBlank())
                        .map(UUID::fromString)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static Optional<Instant> instant(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    // Digests are of one length, so that comparing them tells nothing about the token's.
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
