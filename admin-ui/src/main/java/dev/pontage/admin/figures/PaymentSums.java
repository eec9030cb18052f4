package dev.pontage.admin.figures;

import dev.pontage.tenant.Places;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The payments of a minute, and the hour that it is a part of. Each payment is added once when it is first seen and, if it
 * was open then, once more when it is over: a minute is not read again for every payment that comes into it. What cannot
 * be told from what was counted before is counted anew and whole. All of it within the transaction that says who was seen.
 */
@Component
class PaymentSums {
    private static final String APPROVED =
            "p.status in ('AUTHORIZED', 'PARTLY_SETTLED', 'SETTLED', 'RELEASED', 'PARTLY_REFUNDED', 'REFUNDED')";

    private static final String INTO = """
            insert into payment_minute (tenant_id, minute, connector_id, plugin, method, currency, payments, approved,
                denied, amount)
            """;

    /** Its watch remembers whether it was open: the payment itself may be over by the time it is added. */
    private static final String ADD = INTO + """
            select p.tenant_id, :minute, p.connector_id, p.plugin, p.method, p.currency, :fresh * count(*),
                sum(%s and (w.payment_id is null) = :fresh), sum(p.status = 'DENIED' and (w.payment_id is null) = :fresh),
                :fresh * sum(p.amount)
            from payment p left join payment_watch w on w.payment_id = p.id and w.counted_open
            where p.id in (:these) and :scope(p) and p.plugin <> ''
            group by p.tenant_id, p.connector_id, p.plugin, p.method, p.currency
            on duplicate key update payments = payment_minute.payments + values(payments),
                approved = payment_minute.approved + values(approved),
                denied = payment_minute.denied + values(denied), amount = payment_minute.amount + values(amount)
            """.formatted(APPROVED);

    /** Those that were seen: whoever was not is added later. */
    private static final String ANEW = INTO + """
            select p.tenant_id, :minute, p.connector_id, p.plugin, p.method, p.currency, count(*), sum(%s),
                sum(p.status = 'DENIED'), sum(p.amount)
            from payment p straight_join payment_reference r
                on r.payment_id = p.id and :scope(r)
            where p.id >= :from and p.id < :to and :scope(p) and p.plugin <> ''
            group by p.tenant_id, p.connector_id, p.plugin, p.method, p.currency
            """.formatted(APPROVED);

    private final TenantJdbc jdbc;

    PaymentSums(@Qualifier("backgroundJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Payments that were seen for the first time and are watched where they are open. */
    void seen(List<byte[]> payments) {
        byMinute(payments, (minute, these) -> add(minute, these, 1));
    }

    /** Payments that were open when they were first seen, and are over. */
    void over(List<byte[]> payments) {
        byMinute(payments, (minute, these) -> add(minute, these, 0));
    }

    private static void byMinute(List<byte[]> payments, BiConsumer<Instant, List<byte[]>> each) {
        payments.stream()
                .collect(Collectors.groupingBy(Minutes::minute, TreeMap::new, Collectors.toList()))
                .forEach(each);
    }

    private void add(Instant minute, List<byte[]> these, int fresh) {
        into(minute, -1);
        jdbc.sql(ADD)
                .param("minute", Timestamp.from(minute))
                .param("fresh", fresh)
                .param("these", Places.of(these))
                .update();
        into(minute, 1);
    }

    /** A whole minute. Whoever is open in it ends with a count of the whole as well. */
    void anew(Instant minute) {
        var from = Minutes.first(minute);
        var to = Minutes.first(minute.plusSeconds(60));
        into(minute, -1);
        jdbc.sql("delete from payment_minute where minute = :minute and :scope")
                .param("minute", Timestamp.from(minute))
                .update();
        jdbc.sql(ANEW)
                .param("minute", Timestamp.from(minute))
                .param("from", from)
                .param("to", to)
                .update();
        into(minute, 1);
        jdbc.sql("update payment_watch set counted_open = false where payment_id >= :from and payment_id < :to")
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** The hour is always the sum of its minutes: what a minute was goes out, what it is comes in. */
    private void into(Instant minute, int sign) {
        jdbc.sql("""
                        insert into payment_hour (tenant_id, hour, plugin, method, payments, approved, denied)
                        select m.tenant_id, :hour, m.plugin, m.method, :sign * sum(m.payments),
                            :sign * sum(m.approved), :sign * sum(m.denied)
                        from payment_minute m where m.minute = :minute and :scope(m)
                        group by m.tenant_id, m.plugin, m.method
                        on duplicate key update payments = payment_hour.payments + values(payments),
                            approved = payment_hour.approved + values(approved),
                            denied = payment_hour.denied + values(denied)
                        """)
                .param("hour", Timestamp.from(minute.truncatedTo(ChronoUnit.HOURS)))
                .param("sign", sign)
                .param("minute", Timestamp.from(minute))
                .update();
    }
}
