package dev.pontage.affiliation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Who calls: VTEX's gateway for an affiliation, by key and token. */
@Component
public class Callers {
    /** How long another node's change of a credential or affiliation may go unnoticed. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private static final int MOST = 20_000;

    private final TenantJdbc jdbc;
    private final TokenHash hashes;
    private final Clock clock;
    private final Cache<String, Optional<Caller>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

    Callers(@Qualifier("adminJdbc") TenantJdbc jdbc, TokenHash hashes, Clock clock) {
        this.jdbc = jdbc;
        this.hashes = hashes;
        this.clock = clock;
    }

    private record Caller(Affiliation affiliation, byte[] tokenHash, Optional<Instant> expires) {}

    /** The affiliation that a key and token belong to; empty if they are wrong, expired or unknown. */
    public Optional<Affiliation> authenticate(String appKey, String appToken) {
        return known.get(appKey, this::find)
                .filter(it -> it.expires().isEmpty() || it.expires().get().isAfter(clock.instant()))
                .filter(it -> hashes.matches(appToken, it.tokenHash()))
                .map(Caller::affiliation);
    }

    /** The affiliation of a connector that answers VTEX's test suite without credentials. */
    public Optional<Affiliation> openToTestSuite(String connector) {
        return TenantScope.all()
                .call(() -> jdbc.sql("""
                        select a.*, t.slug tenant, t.suspended tenant_suspended, c.suspended connector_suspended,
                            c.slug connector from affiliation a
                        join tenant t on t.id = a.tenant_id join connector c on c.id = a.connector_id
                        where :scope(a) and c.slug = :connector and a.open_for_connector = c.id
                        """)
                        .param("connector", connector)
                        .query(AffiliationRows::map)
                        .optional());
    }

    /** Looks again at the next call, on this node. */
    void forget() {
        known.invalidateAll();
    }

    private Optional<Caller> find(String appKey) {
        return TenantScope.all()
                .call(() -> jdbc.sql("""
                        select a.*, t.slug tenant, t.suspended tenant_suspended, c.suspended connector_suspended,
                            c.slug connector,
                            k.token_hash, k.expires_at
                        from ppp_credential k join affiliation a on a.id = k.affiliation_id
                        join tenant t on t.id = a.tenant_id join connector c on c.id = a.connector_id
                        where k.app_key = :key and :scope(k)
                        """)
                        .param("key", appKey)
                        .query((row, index) -> new Caller(
                                AffiliationRows.map(row, index),
                                row.getBytes("token_hash"),
                                Optional.ofNullable(row.getTimestamp("expires_at"))
                                        .map(Timestamp::toInstant)))
                        .optional());
    }

    /** Needs the scope of the affiliation's tenant and a transaction. */
    Affiliation.Credential issue(UUID affiliation) {
        var credential =
                new Affiliation.Credential("pk" + UUID.randomUUID().toString().replace("-", ""), TokenHash.newToken());
        jdbc.sql("""
                        insert into ppp_credential (id, tenant_id, affiliation_id, app_key, token_hash, created_at)
                        values (:id, :tenant, :affiliation, :key, :hash, :now)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("affiliation", Ids.bytes(affiliation))
                .param("key", credential.appKey())
                .param("hash", hashes.of(credential.appToken()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return credential;
    }

    List<Affiliation.IssuedKey> keys(UUID affiliation) {
        return jdbc.sql("""
                        select app_key, created_at, expires_at from ppp_credential where affiliation_id = :id
                            and (expires_at is null or expires_at > :now) and :scope order by created_at desc, id desc
                        """)
                .param("id", Ids.bytes(affiliation))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Affiliation.IssuedKey(
                        row.getString("app_key"),
                        row.getTimestamp("created_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant)))
                .list();
    }

    Affiliation.Credential rotate(UUID affiliation, Duration grace) {
        var ends = Timestamp.from(clock.instant().plus(grace));
        var credential = jdbc.inTransaction(() -> {
            jdbc.sql("""
                            update ppp_credential set expires_at = :ends
                            where affiliation_id = :id and :scope and (expires_at is null or expires_at > :ends)
                            """)
                    .param("ends", ends)
                    .param("id", Ids.bytes(affiliation))
                    .update();
            return issue(affiliation);
        });
        forget();
        return credential;
    }
}
