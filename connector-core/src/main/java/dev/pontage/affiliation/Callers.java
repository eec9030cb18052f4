package dev.pontage.affiliation;

import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Fresh;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Places;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Who calls: VTEX's gateway for an affiliation, by key and token. */
@Component
public class Callers {
    private final TenantJdbc jdbc;
    private final TenantJdbc looks;
    private final TokenHash hashes;
    private final Clock clock;
    private final Fresh<String, Caller> known = new Fresh<>(this::find);

    Callers(
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            @Qualifier("paymentsJdbc") TenantJdbc looks,
            TokenHash hashes,
            Clock clock) {
        this.jdbc = jdbc;
        this.looks = looks;
        this.hashes = hashes;
        this.clock = clock;
    }

    private record Caller(Affiliation affiliation, byte[] tokenHash, Optional<Instant> expires) {}

    /** The affiliation that a key and token belong to; empty if they are wrong, expired or unknown. */
    public Optional<Affiliation> authenticate(String appKey, String appToken) {
        return known.get(appKey)
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

    /** Looks again at the affiliation's next call, on this node. */
    void forget(UUID affiliation) {
        known.forget(it -> it.affiliation().id().equals(affiliation));
    }

    private Map<String, Caller> find(Set<String> appKeys) {
        var found = new HashMap<String, Caller>();
        TenantScope.all()
                .run(() -> looks.sql("""
                        select a.*, t.slug tenant, t.suspended tenant_suspended, c.suspended connector_suspended,
                            c.slug connector,
                            k.app_key, k.token_hash, k.expires_at
                        from ppp_credential k join affiliation a on a.id = k.affiliation_id
                        join tenant t on t.id = a.tenant_id join connector c on c.id = a.connector_id
                        where k.app_key in (:keys) and :scope(k)
                        """)
                        .param("keys", Places.of(appKeys))
                        .query((row, index) -> found.put(row.getString("app_key"), caller(row, index)))
                        .list());
        return found;
    }

    private static Caller caller(ResultSet row, int index) throws SQLException {
        return new Caller(
                AffiliationRows.map(row, index),
                row.getBytes("token_hash"),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant));
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
        forget(affiliation);
        return credential;
    }
}
