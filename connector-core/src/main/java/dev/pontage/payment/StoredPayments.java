package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Reads payments for people, over the admin's own connections; what goes through many of them has others. */
@Component
class StoredPayments implements Payments {
    /** Who waits like this takes a connection and nothing else. */
    private static final int WAITING = 350;

    private final InFlight inFlight;
    private final Semaphore places = new Semaphore(WAITING);
    private final TenantJdbc jdbc;
    private final PaymentRows rows;
    private final PaymentRows quick;
    private final KnownPayments known;
    private final PaymentSearch search;
    private final TenantJdbc searches;

    /** @param reads so that a heavy search never keeps VTEX from hearing how a payment stands */
    StoredPayments(
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            @Qualifier("searchJdbc") TenantJdbc searches,
            @Qualifier("readsJdbc") TenantJdbc reads,
            Remembered remembered,
            InFlight inFlight) {
        this.jdbc = jdbc;
        this.inFlight = inFlight;
        this.quick = new PaymentRows(reads);
        this.known = new KnownPayments(reads, remembered);
        this.rows = new PaymentRows(jdbc);
        this.search = new PaymentSearch(searches);
        this.searches = searches;
    }

    @Override
    public Optional<Payment> find(UUID tenant, UUID connector, String key) {
        return quick.find(tenant, connector, key);
    }

    @Override
    public Optional<PaymentEngine.Answered> answered(UUID tenant, UUID connector, String key) {
        return answered(known.find(new PaymentRows.Name(tenant, connector, key)));
    }

    @Override
    public Optional<PaymentEngine.Answered> answeredPatiently(UUID tenant, UUID connector, String key) {
        return answered(known.findPatiently(new PaymentRows.Name(tenant, connector, key)));
    }

    @Override
    public PaymentEngine.Answered whenCarriedOut(PaymentEngine.Answered known, Duration within) {
        var payment = known.payment();
        var call = payment.status().isDecided() ? Optional.<InFlight.Call>empty() : inFlight.create(payment.id());
        if (call.isEmpty() || !places.tryAcquire()) {
            return known;
        }
        try {
            call.get().await(within);
            return answered(payment.tenantId(), payment.connectorId(), payment.key())
                    .orElse(known);
        } finally {
            places.release();
        }
    }

    private static Optional<PaymentEngine.Answered> answered(Optional<PaymentRows.Known> known) {
        return known.map(it -> new PaymentEngine.Answered(it.payment(), it.called()));
    }

    @Override
    public Optional<Payment> find(UUID id) {
        return rows.find(id);
    }

    @Override
    public List<Payment> withKey(String key) {
        // The key is unique within a merchant's connector: a few exact looks instead of one through all payments.
        return searches.sql("""
                        select straight_join p.* from (select distinct a.tenant_id, a.connector_id from affiliation a
                            where :scope(a)) x
                        join payment p on p.tenant_id = x.tenant_id and p.connector_id = x.connector_id
                            and p.payment_key = :key and :scope(p) limit 50
                        """)
                .param("key", PaymentRows.key(key))
                .query(PaymentRows::map)
                .list();
    }

    @Override
    public Page search(Search search) {
        return this.search.page(search);
    }

    @Override
    public List<Event> timeline(UUID payment) {
        var events = new ArrayList<Event>();
        events.addAll(operationEvents(payment));
        events.addAll(exchangeEvents(payment));
        events.addAll(new NoteRows(jdbc).of(payment));
        callbacks(payment)
                .forEach(it -> events.add(new Event(
                        it.at(),
                        "vtex",
                        "callback",
                        "callback " + it.attempt() + ": " + it.outcome()
                                + it.httpStatus()
                                        .map(status -> " (" + status + ")")
                                        .orElse(""),
                        Optional.empty(),
                        Optional.empty())));
        events.sort(Comparator.comparing(Event::at));
        return List.copyOf(events);
    }

    private List<Event> operationEvents(UUID payment) {
        var events = new ArrayList<Event>();
        // A plugin that asks nobody over HTTP leaves no exchange; what it made of the call shows that it was asked.
        jdbc.sql("""
                        select o.*, p.exponent, not exists (select 1 from exchange e where e.payment_id = o.payment_id
                                and e.operation_id = o.id and :scope(e))
                            and (o.change_id is not null or (o.kind = 'CREATE'
                                and coalesce(p.tid, p.nsu, p.authorization_id, p.code) is not null)) as asked_within
                        from operation o join payment p on p.id = o.payment_id and :scope(p)
                        where o.payment_id = :payment and :scope(o) order by o.created_at, o.id
                        """).param("payment", Ids.bytes(payment)).query(row -> {
            var kind = row.getString("kind");
            var lane = kind.equals("VOID") ? "engine" : "vtex";
            var name = new String(row.getBytes("request_key"), StandardCharsets.UTF_8);
            var at = row.getTimestamp("created_at").toInstant();
            events.add(new Event(
                    at,
                    lane,
                    kind.toLowerCase(java.util.Locale.ROOT),
                    "request " + name,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    amount(row)));
            var concluded = row.getTimestamp("concluded_at");
            if (concluded != null) {
                var state = row.getString("state").toLowerCase(java.util.Locale.ROOT);
                // Asked again later it is concluded again; how long the caller waited is how long the first answer
                // took.
                var first = Optional.ofNullable(row.getTimestamp("sent_at"))
                        .orElse(concluded)
                        .toInstant();
                var took = (int) java.time.Duration.between(at, first).toMillis();
                if (row.getBoolean("asked_within")) {
                    events.add(new Event(
                            first,
                            "acquirer",
                            "within",
                            kind.toLowerCase(java.util.Locale.ROOT),
                            Optional.ofNullable(row.getString("code")),
                            Optional.of(took)));
                }
                var ended = state.equals("waiting") ? first : concluded.toInstant();
                events.add(new Event(
                        ended,
                        "engine",
                        state,
                        kind.toLowerCase(java.util.Locale.ROOT) + ": " + state,
                        Optional.ofNullable(row.getString("message")).filter(it -> !it.isEmpty()),
                        Optional.of(took).filter(_ -> ended.equals(first))));
            }
            var conflict = row.getString("conflict");
            if (conflict != null) {
                events.add(new Event(
                        at,
                        "vtex",
                        "differs",
                        "a repeat differed " + row.getInt("conflicts") + " times",
                        Optional.of(conflict),
                        Optional.empty()));
            }
        });
        return events;
    }

    /** A cancel and a removal are about all that is left. */
    private static Optional<BigDecimal> amount(ResultSet row) throws SQLException {
        var minor = row.getLong("amount");
        return switch (row.getString("kind")) {
            case "CREATE", "SETTLE", "REFUND" -> Optional.of(BigDecimal.valueOf(minor, row.getInt("exponent")));
            default -> Optional.empty();
        };
    }

    private List<Event> exchangeEvents(UUID payment) {
        return jdbc.sql("select * from exchange where payment_id = :payment and :scope order by at, id")
                .param("payment", Ids.bytes(payment))
                .query((row, index) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        "acquirer",
                        "exchange",
                        row.getString("method") + " " + row.getString("url") + " → "
                                + (row.getInt("status") == 0 ? "no answer" : String.valueOf(row.getInt("status"))),
                        Optional.of(String.join(
                                "\n",
                                row.getString("request"),
                                row.getString("response"),
                                Optional.ofNullable(row.getString("problem")).orElse(""))),
                        Optional.of(row.getInt("millis")),
                        Optional.of(Ids.of(row.getBytes("id"))),
                        Optional.empty()))
                .list();
    }

    @Override
    public boolean cameBack(UUID payment) {
        return jdbc.sql("select count(*) from operation where payment_id = :payment and kind = 'RESUME' "
                                + "and state = 'DONE' and :scope")
                        .param("payment", Ids.bytes(payment))
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public List<CallbackAttempt> callbacks(UUID payment) {
        return jdbc.sql("select * from callback_attempt where payment_id = :payment and :scope order by at, id")
                .param("payment", Ids.bytes(payment))
                .query((row, index) -> new CallbackAttempt(
                        row.getTimestamp("at").toInstant(),
                        row.getInt("attempt"),
                        row.getString("outcome"),
                        Optional.ofNullable(row.getObject("http_status", Integer.class))))
                .list();
    }
}
