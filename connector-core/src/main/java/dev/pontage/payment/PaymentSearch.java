package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds payments page by page without an index of its own on the hot table. By time it follows the merchant's index, or the
 * ids, which rise with time. A condition that no index knows looks through a bounded number of payments and says how far it
 * came, so that no page takes longer the more payments there are.
 */
final class PaymentSearch {
    private static final int MOST = 200;
    /** What is looked through in one go where no index helps: tens of milliseconds. */
    static final int LOOKED_THROUGH = 10_000;
    /** Two nodes' clocks may differ by this much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final TenantJdbc jdbc;
    private final int lookedThrough;
    private final Function<Instant, UUID> ids;

    PaymentSearch(TenantJdbc jdbc) {
        this(jdbc, LOOKED_THROUGH, Ids::earliest);
    }

    /** @param ids the least id of a time: an id is made of the time at which it was made */
    PaymentSearch(TenantJdbc jdbc, int lookedThrough, Function<Instant, UUID> ids) {
        this.ids = ids;
        this.jdbc = jdbc;
        this.lookedThrough = lookedThrough;
    }

    /** Where a page begins. */
    private record Position(byte[] id, boolean newer) {
        static Optional<Position> of(String cursor) {
            return cursor.matches("-?[0-9a-f]{32}")
                    ? Optional.of(
                            new Position(HexFormat.of().parseHex(cursor.replace("-", "")), cursor.startsWith("-")))
                    : Optional.empty();
        }
    }

    /** A statement that grows. */
    private static final class Asked {
        final StringBuilder where = new StringBuilder(":scope(p)");
        final Map<String, Object> values = new HashMap<>();

        Asked and(String condition, Object... namesAndValues) {
            where.append(" and ").append(condition);
            for (var i = 0; i < namesAndValues.length; i += 2) {
                values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
            return this;
        }

        JdbcClient.StatementSpec spec(TenantJdbc jdbc, String select, String order, int limit, int offset) {
            var spec = jdbc.sql(select + " where " + where + " order by " + order + " limit :limit offset :offset")
                    .param("limit", limit)
                    .param("offset", offset);
            for (var it : values.entrySet()) {
                spec = spec.param(it.getKey(), it.getValue());
            }
            return spec;
        }
    }

    Payments.Page page(Payments.Search search) {
        var limit = Math.clamp(search.limit(), 1, MOST);
        var named = search.text().map(this::named);
        var position = search.cursor().map(it -> Position.of(it).orElse(new Position(new byte[16], false)));
        if (named.filter(List::isEmpty).isPresent()) {
            return new Payments.Page(List.of(), Optional.empty(), Optional.empty());
        }
        var newer = position.filter(Position::newer).isPresent();
        var order = order(search, newer);
        var asked = begin(search, named, position);
        var floor = named.isEmpty() && search.isNarrow() && !search.narrow().needsReview()
                ? floor(asked, search, order)
                : Optional.<byte[]>empty();
        floor.ifPresent(it -> beyond(asked, search, "floor", it, newer ? "<" : ">", true));
        narrow(asked, search);
        var found = asked.spec(jdbc, "select p.* from payment p" + index(search), order, limit + 1, 0)
                .query(PaymentRows::map)
                .list();
        return page(found, limit, position, newer, floor);
    }

    private static Payments.Page page(
            List<Payment> found, int limit, Optional<Position> position, boolean newer, Optional<byte[]> floor) {
        var more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        var on = more
                ? Optional.of(cursor(items.getLast()))
                : floor.map(it -> HexFormat.of().formatHex(it));
        if (!newer) {
            return new Payments.Page(
                    items,
                    on,
                    position.flatMap(it -> items.stream().findFirst()).map(it -> "-" + cursor(it)));
        }
        var reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        var back = reversed.isEmpty()
                ? position.map(it -> HexFormat.of().formatHex(it.id()))
                : Optional.of(cursor(reversed.getLast()));
        return new Payments.Page(reversed, back, on.map(it -> "-" + it));
    }

    private static String cursor(Payment payment) {
        return HexFormat.of().formatHex(Ids.bytes(payment.id()));
    }

    /** Whether one merchant's index leads the way. */
    private static boolean isOfOne(Payments.Search search) {
        return search.text().isEmpty()
                && !search.narrow().needsReview()
                && (search.tenant().isPresent()
                        || TenantScope.current() instanceof TenantScope.Only(var tenants) && tenants.size() == 1);
    }

    private static String index(Payments.Search search) {
        return isOfOne(search) ? " force index (payment_by_time)" : "";
    }

    private static String order(Payments.Search search, boolean newer) {
        var order = isOfOne(search) ? "p.created_at desc, p.id desc" : "p.id desc";
        return newer ? order.replace(" desc", "") : order;
    }

    /** What an index or the ids narrow down. */
    private Asked begin(Payments.Search search, Optional<List<byte[]>> named, Optional<Position> position) {
        var asked = new Asked();
        search.tenant().ifPresent(it -> asked.and("p.tenant_id = :of", "of", Ids.bytes(it)));
        search.from().ifPresent(it -> asked.and("p.created_at >= :from", "from", Timestamp.from(it)));
        search.to().ifPresent(it -> asked.and("p.created_at < :to", "to", Timestamp.from(it)));
        named.ifPresent(it -> asked.and("p.id in (:named)", "named", it));
        if (search.narrow().needsReview()) {
            // The worker watches whatever is not over; everything that needs a person is among it.
            asked.and("p.id in (select w.payment_id from payment_watch w) and (p.in_doubt or p.review is not null)");
        }
        position.ifPresent(it -> beyond(asked, search, "position", it.id(), it.newer() ? ">" : "<", false));
        if (named.isEmpty() && !isOfOne(search)) {
            search.from().ifPresent(it -> asked.and("p.id >= :first", "first", Ids.bytes(ids.apply(it.minus(SKEW)))));
            search.to().ifPresent(it -> asked.and("p.id < :last", "last", Ids.bytes(ids.apply(it.plus(SKEW)))));
        }
        return asked;
    }

    /** From a payment on, in the order of the page: those of one instant are told apart by the id. */
    private void beyond(Asked asked, Payments.Search search, String name, byte[] id, String sign, boolean withItself) {
        var equal = withItself ? "=" : "";
        var at = isOfOne(search) ? at(id) : Optional.<Timestamp>empty();
        if (at.isEmpty()) {
            asked.and("p.id " + sign + equal + " :" + name, name, id);
        } else {
            asked.and(
                    "p.created_at %1$s= :%2$sAt and (p.created_at %1$s :%2$sAt or p.id %1$s%3$s :%2$s)"
                            .formatted(sign, name, equal),
                    name,
                    id,
                    name + "At",
                    at.get());
        }
    }

    private Optional<Timestamp> at(byte[] id) {
        return jdbc.sql("select p.created_at from payment p where p.id = :id and :scope(p)")
                .param("id", id)
                .query(Timestamp.class)
                .optional();
    }

    /** The last payment that is looked at, if there are more than that. */
    private Optional<byte[]> floor(Asked asked, Payments.Search search, String order) {
        return asked.spec(jdbc, "select p.id from payment p" + index(search), order, 1, lookedThrough)
                .query(byte[].class)
                .optional();
    }

    private static void narrow(Asked asked, Payments.Search search) {
        search.status().ifPresent(it -> asked.and("p.status in (:statuses)", "statuses", statuses(it)));
        var narrow = search.narrow();
        narrow.state().ifPresent(it -> asked.and("p.status = :state", "state", it.name()));
        narrow.affiliation()
                .ifPresent(it -> asked.and("p.affiliation_id = :affiliation", "affiliation", Ids.bytes(it)));
        narrow.method().ifPresent(it -> asked.and("p.method = :method", "method", it));
        narrow.code().ifPresent(it -> asked.and("p.code = :code", "code", it));
        narrow.least().ifPresent(it -> asked.and("p.amount >= :least * pow(10, p.exponent)", "least", it));
        narrow.most().ifPresent(it -> asked.and("p.amount <= :most * pow(10, p.exponent)", "most", it));
    }

    /** Payments that go by this id: from the references, and the newest ones that may not stand there yet. */
    private List<byte[]> named(String text) {
        var found = new ArrayList<>(jdbc.sql(References.called())
                .param("value", PaymentRows.key(text))
                .param("most", MOST)
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

    private static List<String> statuses(String word) {
        return Stream.concat(
                        Stream.of(PaymentStatus.values())
                                .filter(it -> it.word().equals(word))
                                .map(Enum::name),
                        Stream.of("-"))
                .toList();
    }
}
