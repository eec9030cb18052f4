package dev.pontage.webhook;

import dev.pontage.secret.SecretCipher;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.Turns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What acquirers sent, as it is kept. */
@Component
class WebhookRows {
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_WHY = 500;
    /** Shorter than the lease. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int MOST_HURRIED = 100;
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TenantJdbc jdbc;
    private final SecretCipher cipher;
    private final Clock clock;
    private final Turns turns = new Turns();

    WebhookRows(@Qualifier("backgroundJdbc") TenantJdbc jdbc, SecretCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** A webhook that somebody holds for a while. */
    record Taken(UUID id, UUID tenantId, UUID affiliationId, Instant receivedAt, int attempts, int fence) {}

    /**
     * Needs the scope of the affiliation's tenant.
     *
     * @param verdict what was read in it, where what is kept can be read no more
     */
    void insert(Arrival arrival, byte[] kept, Optional<Verdict> verdict) {
        var now = Timestamp.from(clock.instant());
        var envelope = new Arrival.Envelope(
                arrival.request().query(), arrival.request().headers());
        var sealed =
                cipher.encrypt(arrival.tenantId(), place(arrival.id(), "headers"), JSON.writeValueAsString(envelope));
        jdbc.transact(() -> jdbc.sql("""
                        insert into webhook (id, tenant_id, affiliation_id, received_at, path, query, headers, body,
                            verdict, state, due_at, attempts)
                        values (:id, :tenant, :affiliation, :now, :path, '', :headers, :body, :verdict, 'NEW', :now, 0)
                        """)
                .param("id", Ids.bytes(arrival.id()))
                .param("affiliation", Ids.bytes(arrival.affiliationId()))
                .param("now", now)
                .param("path", cut(arrival.request().path(), LONGEST_PATH))
                .param("headers", sealed)
                .param("body", kept)
                .param(
                        "verdict",
                        verdict.map(KeptVerdict::written)
                                .map(it -> cipher.encrypt(arrival.tenantId(), place(arrival.id(), "verdict"), it))
                                .orElse(null))
                .update());
    }

    /** Takes due ones for a while. Needs every tenant's scope. */
    List<Taken> take(int most) {
        return jdbc.inTransaction(() -> {
            var rows = turns.take(most, Taken::id, this::due, this::tenantsDue);
            rows.forEach(it -> jdbc.sql("""
                            update webhook set fence = fence + 1, attempts = attempts + 1, due_at = :lease
                            where id = :id and :scope
                            """)
                    .param("lease", Timestamp.from(clock.instant().plus(LEASE)))
                    .param("id", Ids.bytes(it.id()))
                    .update());
            return rows;
        });
    }

    private List<Taken> due(int most) {
        return jdbc.sql("""
                        select id, tenant_id, affiliation_id, received_at, attempts, fence from webhook
                        where due_at <= :now and :scope order by due_at limit :most for update skip locked
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query(WebhookRows::taken)
                .list();
    }

    /** Who has something due. By its index this takes a step per tenant, however much one of them has. */
    private List<UUID> tenantsDue() {
        return jdbc.sql("select tenant_id, min(due_at) from webhook where due_at <= :now and :scope group by tenant_id")
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> Ids.of(row.getBytes("tenant_id")))
                .list();
    }

    private static Taken taken(ResultSet row, int index) throws SQLException {
        return new Taken(
                Ids.of(row.getBytes("id")),
                Ids.of(row.getBytes("tenant_id")),
                Ids.of(row.getBytes("affiliation_id")),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("attempts") + 1,
                row.getInt("fence") + 1);
    }

    /** A webhook as it was kept, and what was read in it if that was done before. */
    record Kept(WebhookRequest request, Optional<Verdict> verdict) {}

    Optional<Kept> kept(Taken taken) {
        return jdbc.sql("select path, headers, body, verdict from webhook where id = :id and :scope")
                .param("id", Ids.bytes(taken.id()))
                .query((row, index) -> {
                    var opened =
                            cipher.decrypt(taken.tenantId(), place(taken.id(), "headers"), row.getString("headers"));
                    var envelope = JSON.readValue(opened, Arrival.Envelope.class);
                    return new Kept(
                            new WebhookRequest(
                                    row.getString("path"), envelope.query(), envelope.headers(), row.getBytes("body")),
                            Optional.ofNullable(row.getString("verdict"))
                                    .map(it -> cipher.decrypt(taken.tenantId(), place(taken.id(), "verdict"), it))
                                    .map(KeptVerdict::read));
                })
                .optional();
    }

    /** Without a next time it is done with. A slow worker whose lease has run out writes nothing. */
    void report(Taken taken, Webhooks.State state, String why, Optional<Instant> next) {
        jdbc.transact(() -> jdbc.sql("""
                        update webhook set state = :state, why = :why, due_at = :next
                        where id = :id and fence = :fence and :scope
                        """)
                .param("state", state.name())
                .param("why", why.isEmpty() ? null : cut(why, LONGEST_WHY))
                .param("next", next.map(Timestamp::from).orElse(null))
                .param("id", Ids.bytes(taken.id()))
                .param("fence", taken.fence())
                .update());
    }

    /** The affiliations that have one which waits for its next turn. */
    List<UUID> waiting() {
        var now = clock.instant();
        return jdbc.sql("""
                        select distinct affiliation_id from webhook
                        where due_at > :now and due_at <= :turn and state = 'WAITING' and :scope
                        """)
                .param("now", Timestamp.from(now))
                .param("turn", Timestamp.from(now.plus(LONGEST_WAIT)))
                .query((row, index) -> Ids.of(row.getBytes("affiliation_id")))
                .list();
    }

    /**
     * Makes due what waits for its next turn, but not what somebody holds: that is due much later. The newest of them, for
     * an account may be shared with shops that we do not know. How many that were.
     */
    int hurry(UUID affiliation) {
        var now = clock.instant();
        return jdbc.inTransaction(() -> jdbc.sql("""
                        update webhook set due_at = :now
                        where affiliation_id = :affiliation and state = 'WAITING' and due_at > :now and due_at <= :turn
                            and :scope
                        order by id desc limit :most
                        """)
                .param("now", Timestamp.from(now))
                .param("turn", Timestamp.from(now.plus(LONGEST_WAIT)))
                .param("affiliation", Ids.bytes(affiliation))
                .param("most", MOST_HURRIED)
                .update());
    }

    /** Whether an event of this name has been applied already. */
    boolean isKnown(UUID affiliation, String key) {
        return jdbc.sql("""
                        select count(*) from webhook_event
                        where affiliation_id = :affiliation and event_key = :key and :scope
                        """)
                        .param("affiliation", Ids.bytes(affiliation))
                        .param("key", key(key))
                        .query(Long.class)
                        .single()
                > 0;
    }

    void remember(Taken taken, String key) {
        try {
            jdbc.transact(() -> jdbc.sql("""
                            insert into webhook_event (affiliation_id, event_key, tenant_id, webhook_id, at)
                            values (:affiliation, :key, :tenant, :webhook, :now)
                            """)
                    .param("affiliation", Ids.bytes(taken.affiliationId()))
                    .param("key", key(key))
                    .param("webhook", Ids.bytes(taken.id()))
                    .param("now", Timestamp.from(clock.instant()))
                    .update());
        } catch (DuplicateKeyException another) {
            // the same event came twice at the same moment; applying it twice did no harm
        }
    }

    /** A long name is known by its hash. */
    private static byte[] key(String key) {
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_KEY) {
            return bytes;
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static SecretCipher.Place place(UUID id, String column) {
        return new SecretCipher.Place("webhook", id, column);
    }
}
