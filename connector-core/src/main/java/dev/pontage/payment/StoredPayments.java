package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Reads payments for people, over the admin's own connections. */
@Component
class StoredPayments implements Payments {
    private static final int MOST = 200;

    private final TenantJdbc jdbc;
    private final PaymentRows rows;
    private final PaymentRows quick;

    /** @param reads so that a heavy search never keeps VTEX from hearing how a payment stands */
    StoredPayments(@Qualifier("adminJdbc") TenantJdbc jdbc, @Qualifier("readsJdbc") TenantJdbc reads) {
        this.jdbc = jdbc;
        this.quick = new PaymentRows(reads);
        this.rows = new PaymentRows(jdbc);
    }

    @Override
    public Optional<Payment> find(UUID tenant, UUID connector, String key) {
        return quick.find(tenant, connector, key);
    }

    @Override
    public Optional<Payment> find(UUID id) {
        return rows.find(id);
    }

    @Override
    public List<Payment> withKey(String key) {
        return jdbc.sql("select p.* from payment p where p.payment_key = :key and :scope(p) limit 50")
                .param("key", PaymentRows.key(key))
                .query(PaymentRows::map)
                .list();
    }

    @Override
    public Page search(Search search) {
        var limit = Math.min(Math.max(search.limit(), 1), MOST);
        var named = search.text().map(this::named);
        if (named.filter(List::isEmpty).isPresent()) {
            return new Page(List.of(), Optional.empty());
        }
        // Only what is asked for stands in the statement: a condition that might be off would cost the index.
        var spec = jdbc.sql("select p.* from payment p where :scope(p)"
                        + search.tenant().map(it -> " and p.tenant_id = :of").orElse("")
                        + search.status()
                                .map(it -> " and p.status in (:statuses)")
                                .orElse("")
                        + named.map(it -> " and p.id in (:named)").orElse("")
                        + search.from().map(it -> " and p.created_at >= :from").orElse("")
                        + search.to().map(it -> " and p.created_at < :to").orElse("")
                        + search.cursor().map(it -> " and p.id < :before").orElse("")
                        + " order by p.id desc limit :limit")
                .param("limit", limit + 1);
        for (var it : parameters(search, named).entrySet()) {
            spec = spec.param(it.getKey(), it.getValue());
        }
        var found = spec.query(PaymentRows::map).list();
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(
                        found.subList(0, limit),
                        Optional.of(HexFormat.of()
                                .formatHex(Ids.bytes(found.get(limit - 1).id()))));
    }

    private static Map<String, Object> parameters(Search search, Optional<List<byte[]>> named) {
        var values = new HashMap<String, Object>();
        search.tenant().ifPresent(it -> values.put("of", Ids.bytes(it)));
        search.status().ifPresent(it -> values.put("statuses", statuses(it)));
        named.ifPresent(it -> values.put("named", it));
        search.from().ifPresent(it -> values.put("from", Timestamp.from(it)));
        search.to().ifPresent(it -> values.put("to", Timestamp.from(it)));
        search.cursor().ifPresent(it -> values.put("before", position(it).orElse(new byte[16])));
        return values;
    }

    /** Payments that go by this id: from the references, and the newest ones that may not stand there yet. */
    private List<byte[]> named(String text) {
        var found = new ArrayList<>(
                jdbc.sql("select payment_id from payment_reference r where r.value = :value and :scope(r) limit 200")
                        .param("value", PaymentRows.key(text))
                        .query(byte[].class)
                        .list());
        found.addAll(jdbc.sql("""
                        select p.id from payment p where p.id > (select position from figures_cursor where name = 'payment')
                            and :scope(p) and (p.payment_key = :key or p.order_id = :text or p.transaction_id = :text
                                or p.tid = :text or p.nsu = :text or p.authorization_id = :text or p.reference = :text)
                        limit 200
                        """)
                .param("key", PaymentRows.key(text))
                .param("text", text)
                .query(byte[].class)
                .list());
        return found;
    }

    private static Optional<byte[]> position(String cursor) {
        return cursor.matches("[0-9a-f]{32}") ? Optional.of(HexFormat.of().parseHex(cursor)) : Optional.empty();
    }

    private static List<String> statuses(String word) {
        return Stream.concat(
                        Stream.of(PaymentStatus.values())
                                .filter(it -> it.word().equals(word))
                                .map(Enum::name),
                        Stream.of("-"))
                .toList();
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
        jdbc.sql("select * from operation where payment_id = :payment and :scope order by created_at, id")
                .param("payment", Ids.bytes(payment))
                .query(row -> {
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
                            Optional.empty()));
                    var concluded = row.getTimestamp("concluded_at");
                    if (concluded != null) {
                        events.add(new Event(
                                concluded.toInstant(),
                                "engine",
                                row.getString("state").toLowerCase(java.util.Locale.ROOT),
                                kind.toLowerCase(java.util.Locale.ROOT) + ": "
                                        + row.getString("state").toLowerCase(java.util.Locale.ROOT),
                                Optional.ofNullable(row.getString("message")).filter(it -> !it.isEmpty()),
                                Optional.of((int) java.time.Duration.between(at, concluded.toInstant())
                                        .toMillis())));
                    }
                    if (row.getInt("repeats") > 0) {
                        events.add(new Event(
                                at,
                                "vtex",
                                "repeat",
                                "× " + row.getInt("repeats"),
                                Optional.empty(),
                                Optional.empty()));
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
                        Optional.of(row.getInt("millis"))))
                .list();
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
