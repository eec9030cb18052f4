package dev.pontage.admin.figures;

import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Times the answers to new payments, minute by minute. A minute that is over is counted once for good; the one under way
 * is counted anew at each look while it is small enough for that to cost nothing, and when it is over otherwise.
 */
@Component
class LatencyWriter {
    /** Answers are given within 18 s; what was concluded later was found out by asking, and nobody waited for it. */
    private static final Duration ANSWERED = Duration.ofSeconds(20);

    /** No chart looks further back. */
    private static final Duration FARTHEST = Duration.ofHours(Figures.HOURS);

    private static final int SMALL = 1_000;

    private final TenantJdbc jdbc;
    private final Clock clock;

    LatencyWriter(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One minute behind the journal; whether there is more. */
    boolean step() {
        return TenantScope.all().call(() -> jdbc.inTransaction(this::follow));
    }

    private boolean follow() {
        var held = jdbc.sql("select position from figures_cursor where name = 'latency' for update skip locked")
                .query(byte[].class)
                .optional();
        if (held.isEmpty()) {
            // Another node is at it.
            return false;
        }
        var now = clock.instant();
        var from = latest(Minutes.of(held.get()), now.minus(FARTHEST).truncatedTo(ChronoUnit.MINUTES));
        var over = now.minus(ANSWERED).minus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.MINUTES);
        var next = next(from);
        if (next.isPresent() && !next.get().isAfter(over)) {
            time(next.get());
            move(next.get().plus(Duration.ofMinutes(1)));
            return true;
        }
        Stream.of(over.plus(Duration.ofMinutes(1)), over.plus(Duration.ofMinutes(2)))
                .filter(it -> !it.isBefore(from) && isSmall(it))
                .forEach(this::time);
        return false;
    }

    private static Instant latest(Instant one, Instant other) {
        return Stream.of(one, other).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The minute of the first operation from there on: a quiet night is passed in one step. */
    private Optional<Instant> next(Instant from) {
        return jdbc.sql("select o.id from operation o where o.id >= :from and :scope(o) order by o.id limit 1")
                .param("from", Minutes.first(from))
                .query(byte[].class)
                .optional()
                .map(Minutes::minute);
    }

    private void move(Instant to) {
        jdbc.sql("update figures_cursor set position = :to where name = 'latency'")
                .param("to", Minutes.first(to))
                .update();
    }

    private boolean isSmall(Instant minute) {
        return jdbc.sql("""
                                select count(*) from (select 1 from operation o where o.id >= :from and o.id < :to
                                    and :scope(o) limit :most) x
                                """)
                        .param("from", Minutes.first(minute))
                        .param("to", Minutes.first(minute.plus(Duration.ofMinutes(1))))
                        .param("most", SMALL)
                        .query(Integer.class)
                        .single()
                < SMALL;
    }

    void time(Instant minute) {
        jdbc.sql("delete from latency_minute where minute = :minute and :scope")
                .param("minute", Timestamp.from(minute))
                .update();
        jdbc.sql("""
                        insert into latency_minute (tenant_id, minute, connector_id, plugin, method, timed, own_millis,
                            acquirer_millis)
                        select x.tenant_id, :minute, x.connector_id, x.plugin, x.method, count(*),
                            sum(greatest(0, x.waited - x.acquirer)), sum(x.acquirer)
                        from (
                            select p.tenant_id, p.connector_id, p.plugin, p.method,
                                timestampdiff(microsecond, o.created_at, o.concluded_at) / 1000 waited,
                                coalesce((select sum(e.millis) from exchange e where e.payment_id = o.payment_id
                                    and e.operation_id = o.id and :scope(e)), 0) acquirer
                            from operation o join payment p on p.id = o.payment_id and :scope(p)
                            where o.id >= :from and o.id < :to and :scope(o) and o.kind = 'CREATE' and p.plugin <> ''
                                and o.concluded_at < timestampadd(second, :answered, o.created_at)
                        ) x group by x.tenant_id, x.connector_id, x.plugin, x.method
                        """)
                .param("minute", Timestamp.from(minute))
                .param("from", Minutes.first(minute))
                .param("to", Minutes.first(minute.plus(Duration.ofMinutes(1))))
                .param("answered", ANSWERED.toSeconds())
                .update();
    }
}
