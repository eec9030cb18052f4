package dev.pontage.admin.figures;

import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Times the answers to new payments, second by second: a look counts only the seconds in which something was answered
 * since the look before, so that it keeps up however many payments a minute there are. Minutes and hours are the sums of
 * their seconds; the seconds go when their minute is over.
 */
@Component
class LatencyWriter {
    /** What lies further back is not timed any more: a node that was away so long does not read it all. */
    private static final Duration FARTHEST = Duration.ofHours(24);

    /** A second older than this changes no more; one that was missed is counted when its minute is over. */
    private static final Duration UNSETTLED = LatencySums.ANSWERED.plusSeconds(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TenantJdbc jdbc;
    private final Clock clock;
    private final LatencySums sums;

    LatencyWriter(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock, LatencySums sums) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sums = sums;
    }

    /** One minute behind the journal, or what is new in the minutes under way; whether there is more. */
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
        var over = now.minus(LatencySums.ANSWERED).minus(MINUTE).truncatedTo(ChronoUnit.MINUTES);
        var next = next(from);
        if (next.isPresent() && !next.get().isAfter(over)) {
            var end = next.get().plus(MINUTE);
            time(next.get(), end);
            move(end);
            return true;
        }
        // Where nothing is answered any more the cursor stands still; what it stands before is not looked at twice.
        time(latest(from, now.minus(UNSETTLED).truncatedTo(ChronoUnit.SECONDS)), now.plusSeconds(1));
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
        jdbc.sql("delete from latency_second where second < :to and :scope")
                .param("to", Timestamp.from(to))
                .update();
    }

    /** Counts the seconds of a span that hold more answers than were counted. */
    void time(Instant from, Instant to) {
        changed(from, to).forEach(sums::count);
    }

    private List<Instant> changed(Instant from, Instant to) {
        // The first six bytes of an id are its millisecond.
        return jdbc
                .sql("""
                        select a.second from (
                            select timestampadd(second, floor(conv(hex(left(o.id, 6)), 16, 10) / 1000),
                                timestamp '1970-01-01 00:00:00') second, count(*) answered
                            from operation o where o.id >= :first and o.id < :last and :scope(o) and o.kind = 'CREATE'
                                and coalesce(o.sent_at, o.concluded_at) < timestampadd(second, :answered, o.created_at)
                            group by 1) a
                        left join (select s.second, sum(s.timed) timed from latency_second s
                            where s.second >= :from and s.second < :to and :scope(s) group by s.second) b
                            on b.second = a.second
                        where b.timed is null or b.timed <> a.answered
                        """)
                .param("first", Minutes.first(from))
                .param("last", Minutes.first(to))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("answered", LatencySums.ANSWERED.toSeconds())
                .query(Timestamp.class)
                .list()
                .stream()
                .map(Timestamp::toInstant)
                .toList();
    }
}
