package dev.pontage.admin.figures;

import dev.pontage.admin.figures.Lately.By;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The last 24 hours, hour by hour and part by part, within the bound scope. */
@Component
public class Trends {
    /** The smaller ones are one together. */
    private static final int SHOWN = 10;

    private static final Duration HOUR = Duration.ofHours(1);

    private final TenantJdbc jdbc;
    private final Clock clock;

    Trends(@Qualifier("adminJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What happened.
     *
     * @param timed how many answers were timed
     * @param ownMillis what we added to them, all together
     */
    public record Sum(long payments, long approved, long denied, long timed, long ownMillis) {
        static final Sum NONE = new Sum(0, 0, 0, 0, 0);

        /** Both together. */
        public Sum plus(Sum other) {
            return new Sum(
                    payments + other.payments,
                    approved + other.approved,
                    denied + other.denied,
                    timed + other.timed,
                    ownMillis + other.ownMillis);
        }

        /** Approved of what was decided, in percent; -1 when nothing was. */
        public int rate() {
            return Figures.rate(approved, denied);
        }

        /** What we added to an answer on average; -1 when none was timed. */
        public int added() {
            return timed == 0 ? -1 : (int) Math.round((double) ownMillis / timed);
        }
    }

    /**
     * One part of all.
     *
     * @param name empty for the smaller ones together
     * @param hours oldest first, each of the 24
     */
    public record Series(String name, List<Sum> hours) {
        /** The whole day. */
        public Sum total() {
            return hours.stream().reduce(Sum.NONE, Sum::plus);
        }

        Series plus(Series other) {
            var both = IntStream.range(0, hours.size())
                    .mapToObj(it -> hours.get(it).plus(other.hours.get(it)))
                    .toList();
            return new Series("", both);
        }
    }

    /** The day, the largest part first. */
    public record Day(List<Instant> hours, List<Series> series) {
        /** The largest, and all others as one. */
        public List<Series> largest(int most) {
            if (series.size() <= most + 1) {
                return series;
            }
            var others = series.stream().skip(most).reduce(Series::plus);
            return Stream.concat(series.stream().limit(most), others.stream()).toList();
        }

        /** All parts together. */
        public Sum total() {
            return series.stream().map(Series::total).reduce(Sum.NONE, Sum::plus);
        }
    }

    /** The last 24 hours divided by something. */
    public Day day(By by) {
        var first = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(HOUR.multipliedBy(Figures.HOURS - 1));
        var found = new HashMap<String, Sum[]>();
        count(by, first, found);
        time(by, first, found);
        var sorted = found.entrySet().stream()
                .map(it -> new Series(it.getKey(), List.of(it.getValue())))
                .sorted(Comparator.comparing((Series it) -> -it.total().payments())
                        .thenComparing(Series::name))
                .toList();
        var hours =
                Stream.iterate(first, it -> it.plus(HOUR)).limit(Figures.HOURS).toList();
        return new Day(hours, new Day(hours, sorted).largest(SHOWN));
    }

    private void count(By by, Instant first, Map<String, Sum[]> found) {
        jdbc.sql("""
                        select %1$s name, x.hour, sum(x.payments) payments, sum(x.approved) approved,
                            sum(x.denied) denied
                        from (select m.tenant_id, m.plugin, m.method,
                                timestampdiff(hour, :first, m.minute) hour, sum(m.payments) payments,
                                sum(m.approved) approved, sum(m.denied) denied
                            from payment_minute m where m.minute >= :first and :scope(m)
                            group by m.tenant_id, m.plugin, m.method, hour) x
                        join tenant t on t.id = x.tenant_id group by 1, 2
                        """.formatted(by.column()))
                .param("first", Timestamp.from(first))
                .query(row -> {
                    add(
                            found,
                            row.getString("name"),
                            row.getInt("hour"),
                            new Sum(row.getLong("payments"), row.getLong("approved"), row.getLong("denied"), 0, 0));
                });
    }

    private void time(By by, Instant first, Map<String, Sum[]> found) {
        jdbc.sql("""
                        select %1$s name, x.hour, sum(x.timed) timed, sum(x.own_millis) own
                        from (select m.tenant_id, m.plugin, m.method,
                                timestampdiff(hour, :first, m.minute) hour, sum(m.timed) timed,
                                sum(m.own_millis) own_millis
                            from latency_minute m where m.minute >= :first and :scope(m)
                            group by m.tenant_id, m.plugin, m.method, hour) x
                        join tenant t on t.id = x.tenant_id group by 1, 2
                        """.formatted(by.column()))
                .param("first", Timestamp.from(first))
                .query(row -> {
                    add(
                            found,
                            row.getString("name"),
                            row.getInt("hour"),
                            new Sum(0, 0, 0, row.getLong("timed"), row.getLong("own")));
                });
    }

    private static void add(Map<String, Sum[]> found, String name, int hour, Sum sum) {
        if (hour < 0 || hour >= Figures.HOURS) {
            // A node whose clock is ahead has written it.
            return;
        }
        var hours = found.computeIfAbsent(
                name, it -> Stream.generate(() -> Sum.NONE).limit(Figures.HOURS).toArray(Sum[]::new));
        hours[hour] = hours[hour].plus(sum);
    }
}
