package dev.pontage.admin.figures;

import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** One second of answers, and the minute and the hour that it is a part of. */
@Component
class LatencySums {
    /** Answers are given within 18 s; what was concluded later was found out by asking, and nobody waited for it. */
    static final Duration ANSWERED = Duration.ofSeconds(20);

    private static final String MINUTES = """
            insert into latency_minute (tenant_id, minute, connector_id, plugin, method, timed, own_millis,
                acquirer_millis)
            select s.tenant_id, :of, s.connector_id, s.plugin, s.method, :sign * s.timed, :sign * s.own_millis,
                :sign * s.acquirer_millis
            from latency_second s where s.second = :second and :scope(s) and s.plugin <> ''
            on duplicate key update timed = latency_minute.timed + values(timed),
                own_millis = latency_minute.own_millis + values(own_millis),
                acquirer_millis = latency_minute.acquirer_millis + values(acquirer_millis)
            """;
    private static final String HOURS = """
            insert into latency_hour (tenant_id, hour, plugin, method, timed, own_millis)
            select s.tenant_id, :of, s.plugin, s.method, :sign * sum(s.timed), :sign * sum(s.own_millis)
            from latency_second s where s.second = :second and :scope(s) and s.plugin <> ''
            group by s.tenant_id, s.plugin, s.method
            on duplicate key update timed = latency_hour.timed + values(timed),
                own_millis = latency_hour.own_millis + values(own_millis)
            """;

    private static final String PART = """
            insert into latency_second (tenant_id, second, connector_id, plugin, method, timed, own_millis,
                acquirer_millis)
            select x.tenant_id, :second, x.connector_id, x.plugin, x.method, count(*),
                sum(greatest(0, x.waited - x.acquirer)), sum(x.acquirer)
            from (
                select p.tenant_id, p.connector_id, p.plugin, p.method,
                    timestampdiff(microsecond, o.created_at, coalesce(o.sent_at, o.concluded_at)) / 1000 waited,
                    coalesce((select sum(e.millis) from exchange e where e.payment_id = o.payment_id
                        and e.operation_id = o.id and :scope(e)), 0) acquirer
                from operation o force index (primary) straight_join payment p on p.id = o.payment_id and :scope(p)
                where o.id >= :from and o.id < :to and :scope(o) and o.kind = 'CREATE'
                    and coalesce(o.sent_at, o.concluded_at) < timestampadd(second, :answered, o.created_at)
            ) x group by x.tenant_id, x.connector_id, x.plugin, x.method
            on duplicate key update timed = latency_second.timed + values(timed),
                own_millis = latency_second.own_millis + values(own_millis),
                acquirer_millis = latency_second.acquirer_millis + values(acquirer_millis)
            """;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** So many are counted in one go; then it rests. */
    private static final int PIECE = 256;

    private final TenantJdbc jdbc;

    LatencySums(@Qualifier("backgroundJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Anew and whole, within a transaction: what the second was goes out of the sums, what it is comes in.
     *
     * @param asked about how many payments it has
     */
    void count(Instant second, long asked) {
        into(second, -1);
        jdbc.sql("delete from latency_second where second = :second and :scope")
                .param("second", Timestamp.from(second))
                .update();
        var pieces = asked / PIECE + 1;
        for (var piece = 0L; piece < pieces; piece++) {
            var began = System.nanoTime();
            part(
                    second,
                    second.plus(SECOND.multipliedBy(piece).dividedBy(pieces)),
                    second.plus(SECOND.multipliedBy(piece + 1).dividedBy(pieces)));
            if (pieces > 1) {
                Rest.after(began);
            }
        }
        into(second, 1);
    }

    private void part(Instant second, Instant from, Instant to) {
        jdbc.sql(PART)
                .param("second", Timestamp.from(second))
                .param("from", Minutes.first(from))
                .param("to", Minutes.first(to))
                .param("answered", ANSWERED.toSeconds())
                .update();
    }

    private void into(Instant second, int sign) {
        add(MINUTES, second, second.truncatedTo(ChronoUnit.MINUTES), sign);
        add(HOURS, second, second.truncatedTo(ChronoUnit.HOURS), sign);
    }

    private void add(String statement, Instant second, Instant of, int sign) {
        jdbc.sql(statement)
                .param("second", Timestamp.from(second))
                .param("of", Timestamp.from(of))
                .param("sign", sign)
                .update();
    }
}
