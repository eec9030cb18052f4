package dev.pontage.admin.figures;

import dev.pontage.admin.figures.Lately.By;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** A day, a week or a month, step by step and part by part, within the bound scope; from the hours alone. */
@Component
public class Trends {
    /** The smaller ones are one together. */
    private static final int SHOWN = 10;

    private final TenantJdbc jdbc;
    private final Clock clock;

    Trends(@Qualifier("searchJdbc") TenantJdbc jdbc, Clock clock) {
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
     * @param steps oldest first, each of the range
     */
    public record Series(String name, List<Sum> steps) {
        /** The whole range. */
        public Sum total() {
            return steps.stream().reduce(Sum.NONE, Sum::plus);
        }

        Series plus(Series other) {
            var both = IntStream.range(0, steps.size())
                    .mapToObj(it -> steps.get(it).plus(other.steps.get(it)))
                    .toList();
            return new Series("", both);
        }
    }

    /** The range, the largest part first. */
    public record Course(List<Instant> steps, List<Series> series) {
        /** The largest, and all others as one. */
        public List<Series> largest(int most) {
            if (series.size() <= most + 1) {
                return series;
            }
            var others = series.stream().skip(most).reduce(Series::plus);
            return Stream.concat(series.stream().limit(most), others.stream()).toList();
        }

        /** The steps that a drawing names below it: the first, the last, and three between. */
        public List<Instant> marks() {
            return IntStream.rangeClosed(0, 4)
                    .mapToObj(it -> steps.get(Math.round(it * (steps.size() - 1) / 4f)))
                    .toList();
        }

        /** All parts together. */
        public Sum total() {
            return series.stream().map(Series::total).reduce(Sum.NONE, Sum::plus);
        }
    }

    /** A range divided by something, in steps of the viewer's days. */
    public Course course(Range range, By by, ZoneId zone) {
        var steps = range.starts(clock.instant(), zone);
        var sorted = sums(range, by, steps.getFirst()).entrySet().stream()
                .map(it -> new Series(it.getKey(), List.of(it.getValue())))
                .sorted(Comparator.comparing((Series it) -> -it.total().payments())
                        .thenComparing(Series::name))
                .toList();
        return new Course(steps, new Course(steps, sorted).largest(SHOWN));
    }

    private Map<String, Sum[]> sums(Range range, By by, Instant first) {
        var found = new HashMap<String, Sum[]>();
        jdbc.sql("""
                        select %1$s name, x.step, sum(x.payments) payments, sum(x.approved) approved,
                            sum(x.denied) denied, sum(x.timed) timed, sum(x.own) own
                        from (select p.tenant_id, p.plugin, p.method, timestampdiff(hour, :first, p.hour) div :hours step,
                                sum(p.payments) payments, sum(p.approved) approved, sum(p.denied) denied, 0 timed, 0 own
                            from payment_hour p where p.hour >= :first and :scope(p)
                            group by p.tenant_id, p.plugin, p.method, step
                            union all
                            select l.tenant_id, l.plugin, l.method, timestampdiff(hour, :first, l.hour) div :hours step,
                                0, 0, 0, sum(l.timed), sum(l.own_millis)
                            from latency_hour l where l.hour >= :first and :scope(l)
                            group by l.tenant_id, l.plugin, l.method, step) x
                        join tenant t on t.id = x.tenant_id group by 1, 2
                        """.formatted(by.column()))
                .param("first", Timestamp.from(first))
                .param("hours", range.hours())
                .query(row -> {
                    var step = row.getInt("step");
                    // A node whose clock is ahead may have written what is not yet.
                    if (step < range.steps()) {
                        found.computeIfAbsent(row.getString("name"), it -> nothing(range))[step] = new Sum(
                                row.getLong("payments"),
                                row.getLong("approved"),
                                row.getLong("denied"),
                                row.getLong("timed"),
                                row.getLong("own"));
                    }
                });
        return found;
    }

    private static Sum[] nothing(Range range) {
        return Stream.generate(() -> Sum.NONE).limit(range.steps()).toArray(Sum[]::new);
    }
}
