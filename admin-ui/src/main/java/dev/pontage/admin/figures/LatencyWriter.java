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

    /** A claim is seldom committed so long after its id was made; one that was is counted when its minute is over. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A span of ids: to make the second of every id takes the database longer than all the rest. */
    private static final String SECOND = """
            select count(*) asked, coalesce(sum(coalesce(coalesce(o.sent_at, o.concluded_at)
                    < timestampadd(second, :answered, o.created_at), false)), 0) answered,
                (select coalesce(sum(s.timed), 0) from latency_second s where s.second = :second and :scope(s)) timed
            from operation o force index (primary)
            where o.id >= :first and o.id < :last and :scope(o) and o.kind = 'CREATE'
            """;

    private final TenantJdbc jdbc;
    private final Clock clock;
    private final LatencySums sums;

    /** Everybody who asked before that had an answer when this node looked last. */
    private volatile Instant answered = Instant.EPOCH;

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
        var unsettled = now.minus(UNSETTLED).truncatedTo(ChronoUnit.SECONDS);
        var late = now.minus(LATE).truncatedTo(ChronoUnit.SECONDS);
        var waiting = answered.isBefore(late) ? answered : late;
        // A second under way would be counted twice.
        var passed = now.truncatedTo(ChronoUnit.SECONDS);
        var open = time(latest(latest(from, unsettled), waiting), passed);
        answered = open.orElse(passed);
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

    /** How many asked in a second, how many of them have an answer, and how many of those are counted. */
    private record Second(Instant at, long asked, long answered, long timed) {}

    /** Counts the seconds of a span that hold more answers than were counted; the first in which somebody still waits. */
    Optional<Instant> time(Instant from, Instant to) {
        var seconds = seconds(from, to);
        seconds.stream().filter(it -> it.answered() != it.timed()).forEach(it -> sums.count(it.at(), it.asked()));
        return seconds.stream()
                .filter(it -> it.asked() != it.answered())
                .map(Second::at)
                .min(Comparator.naturalOrder());
    }

    /** One by one: a busy minute at once takes the database a tenth of a second. */
    private List<Second> seconds(Instant from, Instant to) {
        return Stream.iterate(from.truncatedTo(ChronoUnit.SECONDS), it -> it.isBefore(to), it -> it.plusSeconds(1))
                .map(this::second)
                .toList();
    }

    private Second second(Instant start) {
        var began = System.nanoTime();
        var second = jdbc.sql(SECOND)
                .param("answered", LatencySums.ANSWERED.toSeconds())
                .param("second", Timestamp.from(start))
                .param("first", Minutes.first(start))
                .param("last", Minutes.first(start.plusSeconds(1)))
                .query((row, index) ->
                        new Second(start, row.getLong("asked"), row.getLong("answered"), row.getLong("timed")))
                .single();
        Rest.after(began);
        return second;
    }
}
