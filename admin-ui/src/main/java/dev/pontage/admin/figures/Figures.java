package dev.pontage.admin.figures;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The door to what was counted, within the bound scope. */
@Component
public class Figures {
    static final int HOURS = 24;
    private static final int MOST = 100;

    private final TenantJdbc jdbc;
    private final Clock clock;

    Figures(@Qualifier("adminJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Payments of one hour. */
    public record Hour(Instant from, long payments, long approved, long denied) {
        /** Approved of what was decided, in percent; empty as -1 when nothing was. */
        public int rate() {
            return Figures.rate(approved, denied);
        }
    }

    static int rate(long approved, long denied) {
        return approved + denied == 0 ? -1 : (int) Math.round(100.0 * approved / (approved + denied));
    }

    /** The last 24 hours, oldest first, with an entry for each. */
    public List<Hour> hours() {
        var first = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
        var counted = new HashMap<Instant, Hour>();
        jdbc.sql("""
                        select date_format(minute, '%Y-%m-%d %H:00:00') hour, sum(payments) payments,
                            sum(approved) approved, sum(denied) denied
                        from payment_minute where minute >= :first and :scope group by 1
                        """).param("first", Timestamp.from(first)).query(row -> {
            var from =
                    LocalDateTime.parse(row.getString("hour").replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            counted.put(from, new Hour(from, row.getLong("payments"), row.getLong("approved"), row.getLong("denied")));
        });
        var hours = new ArrayList<Hour>();
        for (var i = 0; i < HOURS; i++) {
            var from = first.plus(Duration.ofHours(i));
            hours.add(counted.getOrDefault(from, new Hour(from, 0, 0, 0)));
        }
        return hours;
    }

    /** Payments that a person should look at, oldest first; at most a hundred. */
    public List<UUID> needingAPerson() {
        return jdbc.sql("""
                        select p.id from payment_watch w join payment p on p.id = w.payment_id
                        where (p.in_doubt or p.review is not null) and :scope(p) order by p.id limit :most
                        """).param("most", MOST).query(byte[].class).list().stream()
                .map(Ids::of)
                .toList();
    }

    /** How many callbacks have failed at least once and still wait; counted up to a hundred. */
    public int failingCallbacks() {
        return jdbc.sql("""
                        select count(*) from (select 1 from callback where state = 'WAITING' and attempts > 0 and :scope
                            limit :most) x
                        """).param("most", MOST).query(Integer.class).single();
    }

    /** How many wishes wait for a second person. */
    public int waitingApprovals() {
        return jdbc.sql("select count(*) from change_approval where state = 'WAITING' and :scope")
                .query(Integer.class)
                .single();
    }
}
