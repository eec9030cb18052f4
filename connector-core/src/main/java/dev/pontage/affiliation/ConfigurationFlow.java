package dev.pontage.affiliation;

import dev.pontage.affiliation.Affiliation.Credential;
import dev.pontage.error.Rejection;
import dev.pontage.secret.SecretCipher;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * How a merchant connects an account in VTEX: VTEX fetches a token, sends the merchant's browser here, and gets it back with
 * a code that it changes once for a key and token. Token and code live for minutes; a second run renews the affiliation.
 */
@Component
public class ConfigurationFlow {
    private static final Duration TOKEN_HOLDS = Duration.ofMinutes(15);
    private static final Duration CODE_HOLDS = Duration.ofMinutes(10);
    private static final Duration INVITATION_HOLDS = Duration.ofDays(7);

    /** VTEX goes on with the former pair until the merchant has switched the new one on. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final TenantJdbc jdbc;
    private final Connectors connectors;
    private final Affiliations affiliations;
    private final TokenHash hashes;
    private final SecretCipher cipher;
    private final VtexHosts hosts;
    private final Clock clock;

    ConfigurationFlow(
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            Connectors connectors,
            Affiliations affiliations,
            TokenHash hashes,
            SecretCipher cipher,
            VtexHosts hosts,
            Clock clock) {
        this.jdbc = jdbc;
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.hashes = hashes;
        this.cipher = cipher;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** A merchant's wish to connect, as VTEX announced it. */
    public record Wish(Connector connector, String returnUrl) {}

    /** Who may connect a merchant without being staff. */
    public record Invited(UUID tenantId, UUID connectorId, String by) {}

    /** Notes the wish; only VTEX may get the merchant's browser back. */
    public String begin(Connector connector, String returnUrl) {
        if (!hosts.allows(returnUrl)) {
            throw Rejection.invalid("returnUrl", "The returnUrl must lead to VTEX.");
        }
        var token = TokenHash.newToken();
        jdbc.transact(() -> {
            jdbc.sql("delete from connect_token where expires_at < :now")
                    .param("now", now())
                    .update();
            jdbc.sql("""
                            insert into connect_token (token_hash, connector_id, return_url, expires_at)
                            values (:hash, :connector, :url, :expires)
                            """)
                    .param("hash", hashes.of(token))
                    .param("connector", Ids.bytes(connector.id()))
                    .param("url", returnUrl)
                    .param("expires", in(TOKEN_HOLDS))
                    .update();
        });
        return token;
    }

    /** The wish that a token stands for, as long as it holds. */
    public Optional<Wish> find(String token) {
        record Noted(String connector, String returnUrl) {}
        var noted = jdbc.inTransaction(() -> jdbc.sql("""
                        select c.slug, t.return_url from connect_token t join connector c on c.id = t.connector_id
                        where t.token_hash = :hash and t.expires_at > :now
                        """)
                .param("hash", hashes.of(token))
                .param("now", now())
                .query((row, index) -> new Noted(row.getString("slug"), row.getString("return_url")))
                .optional());
        return noted.flatMap(it -> connectors.find(it.connector()).map(found -> new Wish(found, it.returnUrl())));
    }

    /** Makes or renews the affiliation; the token is used up. Where the browser goes with its code. */
    public URI agree(String token, Affiliation.Draft draft, String by) {
        var wish = find(token).orElseThrow(() -> Rejection.notFound("wish to connect; begin again in VTEX"));
        var credential = connected(draft, by);
        var code = TokenHash.newToken();
        jdbc.transact(() -> {
            var used = jdbc.sql("delete from connect_token where token_hash = :hash")
                    .param("hash", hashes.of(token))
                    .update();
            if (used != 1) {
                throw Rejection.notFound("wish to connect; begin again in VTEX");
            }
            keep(wish.connector(), code, credential);
        });
        return URI.create(wish.returnUrl() + code);
    }

    private Credential connected(Affiliation.Draft draft, String by) {
        var existing = affiliations.list(Optional.empty()).stream()
                .filter(it ->
                        it.tenant().equals(draft.tenant()) && it.connector().equals(draft.connector()))
                .filter(it -> it.plugin().equals(draft.plugin()) && it.environment() == draft.environment())
                .findFirst();
        if (existing.isEmpty()) {
            return affiliations.create(draft, by).credential();
        }
        affiliations.changeSettings(existing.get().id(), draft.settings(), by);
        return affiliations.rotate(existing.get().id(), GRACE);
    }

    private void keep(Connector connector, String code, Credential credential) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into connect_code (code_hash, id, connector_id, app_key, app_token, expires_at)
                        values (:hash, :id, :connector, :key, :token, :expires)
                        """)
                .param("hash", hashes.of(code))
                .param("id", Ids.bytes(id))
                .param("connector", Ids.bytes(connector.id()))
                .param("key", credential.appKey())
                .param("token", cipher.encrypt(SecretCipher.PLATFORM, place(id), credential.appToken()))
                .param("expires", in(CODE_HOLDS))
                .update();
    }

    /** What a code stands for; once. */
    public Optional<Credential> collect(Connector connector, String code) {
        record Kept(UUID id, String key, String sealed) {}
        return jdbc.inTransaction(() -> {
            var kept = jdbc.sql("""
                            select id, app_key, app_token from connect_code
                            where code_hash = :hash and connector_id = :connector and expires_at > :now for update
                            """)
                    .param("hash", hashes.of(code))
                    .param("connector", Ids.bytes(connector.id()))
                    .param("now", now())
                    .query((row, index) ->
                            new Kept(Ids.of(row.getBytes("id")), row.getString("app_key"), row.getString("app_token")))
                    .optional();
            jdbc.sql("delete from connect_code where code_hash = :hash or expires_at < :now")
                    .param("hash", hashes.of(code))
                    .param("now", now())
                    .update();
            return kept.map(
                    it -> new Credential(it.key(), cipher.decrypt(SecretCipher.PLATFORM, place(it.id()), it.sealed())));
        });
    }

    /** Lets somebody who is no staff connect a merchant, for a week and once. Needs the scope of the tenant. */
    public String invite(UUID tenant, Connector connector, String by) {
        var code = TokenHash.newToken();
        TenantScope.of(tenant)
                .run(() -> jdbc.transact(() -> jdbc.sql("""
                                insert into connect_invitation (code_hash, tenant_id, connector_id, invited_by, expires_at)
                                values (:hash, :tenant, :connector, :by, :expires)
                                """)
                        .param("hash", hashes.of(code))
                        .param("connector", Ids.bytes(connector.id()))
                        .param("by", by)
                        .param("expires", in(INVITATION_HOLDS))
                        .update()));
        return code;
    }

    /** Who was invited with this code, if it holds for this connector. */
    public Optional<Invited> invited(Connector connector, String code) {
        return TenantScope.all()
                .call(() -> jdbc.sql("""
                                select tenant_id, connector_id, invited_by from connect_invitation
                                where code_hash = :hash and connector_id = :connector and expires_at > :now and :scope
                                """)
                        .param("hash", hashes.of(code))
                        .param("connector", Ids.bytes(connector.id()))
                        .param("now", now())
                        .query((row, index) -> new Invited(
                                Ids.of(row.getBytes("tenant_id")),
                                Ids.of(row.getBytes("connector_id")),
                                row.getString("invited_by")))
                        .optional());
    }

    /** Whether an invitation with this code holds, for whichever connector. */
    public boolean isInvitation(String code) {
        return TenantScope.all()
                        .call(() -> jdbc.inTransaction(() -> jdbc.sql("""
                                select count(*) from connect_invitation
                                where code_hash = :hash and expires_at > :now and :scope
                                """)
                                .param("hash", hashes.of(code))
                                .param("now", now())
                                .query(Long.class)
                                .single()))
                > 0;
    }

    /** An invitation works once. */
    public void useUp(String code) {
        TenantScope.all()
                .run(() -> jdbc.transact(
                        () -> jdbc.sql("delete from connect_invitation where code_hash = :hash and :scope")
                                .param("hash", hashes.of(code))
                                .update()));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp in(Duration duration) {
        return Timestamp.from(clock.instant().plus(duration));
    }

    private static SecretCipher.Place place(UUID id) {
        return new SecretCipher.Place("connect_code", id, "app_token");
    }
}
