package dev.pontage.admin.figures;

import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Follows the journal: the ids of each new payment become references, its minute is counted anew, and what is not over
 * yet is looked at again. Everything can be done twice: rows are put in if they are not there, minutes are counted whole.
 */
@Component
class FiguresWriter {
    /** A transaction may commit this long after its id was made; what it wrote is found by looking back. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 5_000;
    private static final int WATCHED_AT_ONCE = 1_000;

    private static final String REFERENCES = """
            insert ignore into payment_reference (value, payment_id, tenant_id)
            select x.value, x.id, x.tenant_id from (
                select p.id, p.tenant_id, case n.which when 1 then p.payment_key when 2 then p.order_id
                    when 3 then p.transaction_id when 4 then p.reference when 5 then p.tid when 6 then p.nsu
                    else p.authorization_id end value
                from payment p cross join (select 1 which union all select 2 union all select 3 union all select 4
                    union all select 5 union all select 6 union all select 7) n
                where p.id in (:these) and :scope(p)
            ) x where x.value is not null and length(x.value) between 1 and 200
            """;

    private final TenantJdbc jdbc;
    private final Clock clock;

    FiguresWriter(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One step behind the journal; whether there was more than fits into one. */
    boolean step() {
        return TenantScope.all().call(() -> jdbc.inTransaction(this::follow));
    }

    private boolean follow() {
        var held = jdbc.sql("select position from figures_cursor where name = 'payment' for update skip locked")
                .query(byte[].class)
                .optional();
        if (held.isEmpty()) {
            // Another node is at it.
            return false;
        }
        var minutes = new TreeSet<Instant>();
        var more = take(held.get(), minutes);
        watchDoubts();
        look(minutes);
        minutes.forEach(this::count);
        return more;
    }

    private boolean take(byte[] position, Set<Instant> minutes) {
        var fresh = jdbc.sql(
                        "select p.id from payment p where p.id > :position and :scope(p) order by p.id limit :most")
                .param("position", position)
                .param("most", AT_ONCE)
                .query(byte[].class)
                .list();
        note(late(position), minutes);
        note(fresh, minutes);
        jdbc.sql("update figures_cursor set position = :last where name = 'payment'")
                .param("last", fresh.isEmpty() ? position : fresh.getLast())
                .update();
        return fresh.size() == AT_ONCE;
    }

    /** What was committed after others with later ids. A payment's own id is a reference of every payment. */
    private List<byte[]> late(byte[] position) {
        return jdbc.sql("""
                        select p.id from payment p where p.id > :after and p.id <= :position and :scope(p)
                            and not exists (select 1 from payment_reference r
                                where r.value = p.payment_key and r.payment_id = p.id and :scope(r))
                        """)
                .param("after", Minutes.first(Minutes.of(position).minus(LATE)))
                .param("position", position)
                .query(byte[].class)
                .list();
    }

    private void note(List<byte[]> payments, Set<Instant> minutes) {
        for (var from = 0; from < payments.size(); from += WATCHED_AT_ONCE) {
            var these = payments.subList(from, Math.min(payments.size(), from + WATCHED_AT_ONCE));
            jdbc.sql(REFERENCES).param("these", these).update();
            jdbc.sql("""
                            insert ignore into payment_watch (payment_id, looks, look_at)
                            select p.id, 0, :now from payment p where p.id in (:these) and :scope(p)
                                and (p.status in ('RECEIVED', 'PENDING') or p.in_doubt or p.review is not null)
                            """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("these", these)
                    .update();
            these.forEach(it -> minutes.add(Minutes.minute(it)));
        }
    }

    /** A change of an old payment may be in doubt as well, also when no new payment comes. */
    private void watchDoubts() {
        jdbc.sql("""
                        insert ignore into payment_watch (payment_id, looks, look_at)
                        select o.payment_id, 0, :now from operation o where o.due_at is not null and :scope(o)
                            and o.state = 'IN_DOUBT' limit 1000
                        """).param("now", Timestamp.from(clock.instant())).update();
    }

    /** What was not over when it was last looked at; the older it is, the rarer. */
    private void look(Set<Instant> minutes) {
        var due = jdbc.sql("select payment_id from payment_watch where look_at <= :now order by look_at limit :most")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", WATCHED_AT_ONCE)
                .query(byte[].class)
                .list();
        if (due.isEmpty()) {
            return;
        }
        jdbc.sql(REFERENCES).param("these", due).update();
        var over = jdbc.sql("""
                        select p.id from payment p where p.id in (:these) and :scope(p) and not p.in_doubt
                            and p.review is null and p.status not in ('RECEIVED', 'PENDING')
                        """).param("these", due).query(byte[].class).list();
        over.forEach(it -> minutes.add(Minutes.minute(it)));
        if (!over.isEmpty()) {
            jdbc.sql("delete from payment_watch where payment_id in (:over)")
                    .param("over", over)
                    .update();
        }
        rest(due);
    }

    private void rest(List<byte[]> due) {
        var now = clock.instant();
        // Two seconds for the first five minutes, then half a minute: a slip is open for days.
        jdbc.sql("""
                        update payment_watch set looks = looks + 1, look_at = case when looks < 150 then :soon else :later end
                        where payment_id in (:these)
                        """)
                .param("soon", Timestamp.from(now.plusSeconds(2)))
                .param("later", Timestamp.from(now.plusSeconds(30)))
                .param("these", due)
                .update();
    }

    private void count(Instant minute) {
        into(minute, -1);
        jdbc.sql("delete from payment_minute where minute = :minute and :scope")
                .param("minute", Timestamp.from(minute))
                .update();
        jdbc.sql("""
                        insert into payment_minute (tenant_id, minute, connector_id, plugin, method, currency, payments,
                            approved, denied, amount)
                        select p.tenant_id, :minute, p.connector_id, p.plugin, p.method, p.currency, count(*),
                            sum(p.status in ('AUTHORIZED', 'PARTLY_SETTLED', 'SETTLED', 'RELEASED', 'PARTLY_REFUNDED',
                                'REFUNDED')),
                            sum(p.status = 'DENIED'), sum(p.amount)
                        from payment p where p.id >= :from and p.id < :to and :scope(p) and p.plugin <> ''
                        group by p.tenant_id, p.connector_id, p.plugin, p.method, p.currency
                        """)
                .param("minute", Timestamp.from(minute))
                .param("from", Minutes.first(minute))
                .param("to", Minutes.first(minute.plusSeconds(60)))
                .update();
        into(minute, 1);
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
