package dev.pontage.payment;

import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Places;
import dev.pontage.tenant.Sent;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payments as rows. */
final class PaymentRows {
    /** By the payment and not by the state: many may be waiting. */
    private static final String KNOWN = """
            select p.*, (select max(c.attempts) from callback c force index (callback_by_payment)
                where c.payment_id = p.id and c.state = 'WAITING' and :scope(c)) attempts
            from payment p where :scope(p) and (p.tenant_id, p.connector_id, p.payment_key) in (%s)
            """;

    private static final String INSERT = """
            insert into payment (id, tenant_id, connector_id, affiliation_id, payment_key, plugin,
                plugin_version, method, currency, exponent, amount, ceiling, settled, refunded, settling,
                refunding, installments, status, in_doubt, refs, fingerprint, order_id, transaction_id,
                reference, delay_to_cancel, delay_to_auto_settle, delay_to_auto_settle_after_antifraud,
                expires_at, callback_url, return_url, test_suite, created_at, decided_at, code, message,
                version)
            values (:id, :tenant, :connector, :affiliation, :key, :plugin, :pluginVersion, :method,
                :currency, :exponent, :amount, :amount, 0, 0, 0, 0, :installments, :status, false, '{}',
                :fingerprint, :order, :transaction, :reference, :cancel, :settle, :antifraud, :expires,
                :callback, :return, :suite, :now, :decided, :code, :message, 0)
            """;

    private static final String OUTCOME = """
            update payment set ceiling = :ceiling, settled = :settled, status = :status, in_doubt = :inDoubt,
                review = :review, authorization_id = :authorizationId, tid = :tid, nsu = :nsu,
                maximum = :maximum, code = :code, message = :message, next_step = :next, refs = :refs,
                delay_to_cancel = :cancel, decided_at = :decided, authorized_at = :authorized,
                version = version + 1,
            """;

    private static final String UPDATE = OUTCOME + """
                refunded = :refunded, settling = :settling, refunding = :refunding, expires_at = :expires,
                callback_url = :callback
            where id = :id and :scope
            """;

    /** As long as the payment is as it was inserted: what its first outcome may change, and no more to read for the server. */
    private static final String UPDATE_FRESH = OUTCOME + """
                expires_at = coalesce(:expires, expires_at)
            where id = :id and version = 0 and :scope
            """;

    private final TenantJdbc jdbc;

    PaymentRows(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    Optional<Payment> find(UUID tenant, UUID connector, String key) {
        return byKey(tenant, connector, key, "").query(PaymentRows::map).optional();
    }

    /** A payment that is not written yet. */
    record Fresh(Payment payment, String fingerprint) {}

    /**
     * A payment and what its first call asked for.
     *
     * @param attempts how often VTEX was called about it in vain, if it will be called
     */
    record Known(Payment payment, String fingerprint, Optional<Integer> attempts) {
        boolean called() {
            return attempts.filter(it -> it > 0).isPresent();
        }

        /** Whether neither we nor VTEX wait for anything that would be answered otherwise. */
        boolean isOver() {
            return payment.status().isDecided() && attempts.isEmpty();
        }
    }

    /** What VTEX calls a payment. */
    record Name(UUID tenant, UUID connector, String key) {
        static Name of(Payment payment) {
            return new Name(payment.tenantId(), payment.connectorId(), payment.key());
        }
    }

    /** Those of these payments that there are. */
    Map<Name, Known> known(List<Name> names) {
        var places = Places.of(names);
        var values = new HashMap<String, Object>();
        for (var i = 0; i < places.size(); i++) {
            var name = places.get(i);
            values.put("of" + i, Ids.bytes(name.tenant()));
            values.put("connector" + i, Ids.bytes(name.connector()));
            values.put("key" + i, key(name.key()));
        }
        return jdbc
                .sql(KNOWN.formatted(IntStream.range(0, places.size())
                        .mapToObj(it -> "(:of" + it + ", :connector" + it + ", :key" + it + ")")
                        .collect(Collectors.joining(", "))))
                .params(values)
                .query((row, index) -> new Known(
                        map(row, index),
                        row.getString("fingerprint"),
                        Optional.ofNullable(row.getObject("attempts", Integer.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(it -> Name.of(it.payment()), it -> it));
    }

    Optional<Payment> lock(UUID tenant, UUID connector, String key) {
        return byKey(tenant, connector, key, " for update")
                .query(PaymentRows::map)
                .optional();
    }

    /**
     * Those of these that are as they were inserted and that nobody else is working on, locked. Whoever has a payment in his
     * memory need not read it again.
     */
    Set<UUID> lockFresh(Collection<UUID> ids) {
        return jdbc.sql("select p.id from payment p where p.id in (:ids) and p.version = 0 and :scope(p) "
                        + "for update skip locked")
                .param("ids", ids.stream().map(Ids::bytes).toList())
                .query((row, index) -> Ids.of(row.getBytes("id")))
                .set();
    }

    private JdbcClient.StatementSpec byKey(UUID tenant, UUID connector, String key, String locking) {
        return jdbc.sql("select p.* from payment p where p.tenant_id = :of and p.connector_id = :connector "
                        + "and p.payment_key = :key and :scope(p)" + locking)
                .param("of", Ids.bytes(tenant))
                .param("connector", Ids.bytes(connector))
                .param("key", key(key));
    }

    Optional<Payment> find(UUID id) {
        return jdbc.sql("select p.* from payment p where p.id = :id and :scope(p)")
                .param("id", Ids.bytes(id))
                .query(PaymentRows::map)
                .optional();
    }

    Payment lock(UUID id) {
        return jdbc.sql("select p.* from payment p where p.id = :id and :scope(p) for update")
                .param("id", Ids.bytes(id))
                .query(PaymentRows::map)
                .single();
    }

    void insert(Payment payment, String fingerprint) {
        jdbc.sql(INSERT).params(fresh(payment, fingerprint)).update();
    }

    /** Which version of its plugin the payment is with: the one thing that no outcome changes. */
    void pin(Payment payment) {
        jdbc.sql("update payment set plugin_version = :version, version = version + 1 where id = :id and :scope")
                .param("version", payment.pluginVersion().orElse(null))
                .param("id", Ids.bytes(payment.id()))
                .update();
    }

    private static Map<String, @Nullable Object> fresh(Payment payment, String fingerprint) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("id", Ids.bytes(payment.id()));
        values.put("connector", Ids.bytes(payment.connectorId()));
        values.put("affiliation", Ids.bytes(payment.affiliationId()));
        values.put("key", key(payment.key()));
        values.put("plugin", payment.plugin());
        values.put("pluginVersion", payment.pluginVersion().orElse(null));
        values.put("method", payment.method());
        values.put("currency", payment.amount().currency());
        values.put("exponent", payment.amount().exponent());
        values.put("amount", payment.amount().minor());
        values.put("installments", payment.installments());
        values.put("status", payment.status().name());
        values.put("fingerprint", fingerprint);
        values.put("order", payment.names().orderId().orElse(null));
        values.put("transaction", payment.names().transactionId().orElse(null));
        values.put("reference", payment.names().reference().orElse(null));
        values.put("cancel", payment.delays().toCancel());
        values.put("settle", payment.delays().toAutoSettle());
        values.put("antifraud", payment.delays().toAutoSettleAfterAntifraud());
        values.put("expires", time(payment.expiresAt()));
        values.put("callback", payment.callbackUrl().orElse(null));
        values.put("return", payment.returnUrl().orElse(null));
        values.put("suite", payment.testSuite());
        values.put("now", Timestamp.from(payment.createdAt()));
        values.put("decided", time(payment.decidedAt()));
        values.put("code", payment.code().orElse(null));
        values.put("message", payment.message().orElse(null));
        return values;
    }

    /** New payments of whichever tenants. */
    Sent inserting(List<Fresh> all) {
        return jdbc.many(
                INSERT,
                all.stream()
                        .map(it -> new TenantJdbc.Row(it.payment().tenantId(), fresh(it.payment(), it.fingerprint())))
                        .toList());
    }

    void update(Payment payment) {
        jdbc.sql(UPDATE).params(changed(payment)).update();
        if (payment.review().isPresent()) {
            watch(payment);
        }
    }

    /** Payments of whichever tenants that are locked. */
    Sent changing(List<Payment> all) {
        return jdbc.many(
                UPDATE,
                all.stream()
                        .map(it -> new TenantJdbc.Row(it.tenantId(), changed(it)))
                        .toList());
    }

    /** What the first outcome changes of payments that nobody has locked; it finds those that are as they were inserted. */
    Sent changingFresh(List<Decision> all) {
        return jdbc.many(
                UPDATE_FRESH,
                all.stream()
                        .map(it -> new TenantJdbc.Row(it.after().tenantId(), changedFresh(it)))
                        .toList());
    }

    private static Map<String, @Nullable Object> changedFresh(Decision decision) {
        var values = changed(decision.after());
        if (decision.after().expiresAt().equals(decision.before().expiresAt())) {
            values.put("expires", null);
        }
        return values;
    }

    /** Of these, those that a person must look at. */
    void watch(List<Payment> all) {
        all.stream()
                .filter(it -> it.review().isPresent())
                .forEach(it -> TenantScope.of(it.tenantId()).run(() -> watch(it)));
    }

    private static Map<String, @Nullable Object> changed(Payment payment) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("ceiling", payment.ceiling().minor());
        values.put("settled", payment.settled().minor());
        values.put("refunded", payment.refunded().minor());
        values.put("settling", payment.settling().minor());
        values.put("refunding", payment.refunding().minor());
        values.put("status", payment.status().name());
        values.put("inDoubt", payment.inDoubt());
        values.put("review", payment.review().orElse(null));
        values.put("authorizationId", payment.identifiers().authorizationId().orElse(null));
        values.put("tid", payment.identifiers().tid().orElse(null));
        values.put("nsu", payment.identifiers().nsu().orElse(null));
        values.put("maximum", payment.maximum().map(Money::minor).orElse(null));
        values.put("code", payment.code().orElse(null));
        values.put("message", payment.message().orElse(null));
        values.put("next", Json.next(payment.next()).orElse(null));
        values.put("refs", Json.map(payment.identifiers().references()));
        values.put("cancel", payment.delays().toCancel());
        values.put("expires", time(payment.expiresAt()));
        values.put("callback", payment.callbackUrl().orElse(null));
        values.put("decided", time(payment.decidedAt()));
        values.put("authorized", time(payment.authorizedAt()));
        values.put("id", Ids.bytes(payment.id()));
        return values;
    }

    /** What a person must look at stands where the admin looks for it, however old the payment is. */
    private void watch(Payment payment) {
        jdbc.sql("insert ignore into payment_watch (payment_id, looks, look_at) values (:id, 0, :at)")
                .param("id", Ids.bytes(payment.id()))
                .param("at", Timestamp.from(payment.createdAt()))
                .update();
    }

    /** For a person to look at, unless there is something already. */
    void flag(Payment payment, String why) {
        jdbc.sql("update payment set review = coalesce(review, :why), version = version + 1 where id = :id and :scope")
                .param("why", why)
                .param("id", Ids.bytes(payment.id()))
                .update();
        watch(payment);
    }

    /** The newest address counts as long as there is something to call about. */
    void callTo(UUID id, String url) {
        jdbc.sql("update payment set callback_url = :url, version = version + 1 "
                        + "where id = :id and decided_at is null and :scope")
                .param("url", url)
                .param("id", Ids.bytes(id))
                .update();
    }

    static Payment map(ResultSet row, int index) throws SQLException {
        var unit = new Money(row.getLong("amount"), row.getString("currency"), row.getInt("exponent"));
        var maximum = row.getObject("maximum", Long.class);
        return new Payment(
                Ids.of(row.getBytes("id")),
                Ids.of(row.getBytes("tenant_id")),
                Ids.of(row.getBytes("connector_id")),
                Ids.of(row.getBytes("affiliation_id")),
                new String(row.getBytes("payment_key"), StandardCharsets.UTF_8),
                row.getString("plugin"),
                text(row, "plugin_version"),
                row.getString("method"),
                unit,
                unit.of(row.getLong("ceiling")),
                unit.of(row.getLong("settled")),
                unit.of(row.getLong("refunded")),
                unit.of(row.getLong("settling")),
                unit.of(row.getLong("refunding")),
                row.getInt("installments"),
                PaymentStatus.valueOf(row.getString("status")),
                row.getBoolean("in_doubt"),
                text(row, "review"),
                new Identifiers(
                        text(row, "authorization_id"),
                        text(row, "tid"),
                        text(row, "nsu"),
                        Json.map(row.getString("refs"))),
                Optional.ofNullable(maximum).map(unit::of),
                text(row, "code"),
                text(row, "message"),
                Json.next(row.getString("next_step")),
                new Delays(
                        row.getInt("delay_to_cancel"),
                        row.getInt("delay_to_auto_settle"),
                        row.getInt("delay_to_auto_settle_after_antifraud")),
                new Payment.Names(text(row, "order_id"), text(row, "transaction_id"), text(row, "reference")),
                instant(row, "expires_at"),
                text(row, "callback_url"),
                text(row, "return_url"),
                row.getBoolean("test_suite"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "decided_at"),
                instant(row, "authorized_at"));
    }

    static @Nullable Timestamp time(Optional<Instant> instant) {
        return instant.map(Timestamp::from).orElse(null);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        // All times are UTC; a Timestamp would be made by way of a calendar.
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class)).map(it -> it.toInstant(ZoneOffset.UTC));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
