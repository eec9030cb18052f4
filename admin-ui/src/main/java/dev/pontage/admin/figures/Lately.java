package dev.pontage.admin.figures;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the last minutes were like, and who made them so; within the bound scope. */
@Component
public class Lately {
    /** As long as VTEX counts errors. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int LOOKED_AT = 5_000;

    private final TenantJdbc jdbc;
    private final Clock clock;

    Lately(@Qualifier("searchJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One affiliation's last five minutes.
     *
     * @param failed what broke down, whether or not money may have moved
     * @param millis how long VTEX waited for an answer, on average
     * @param acquirerMillis what of it the acquirer took
     */
    public record Recent(
            UUID connectorId,
            UUID affiliationId,
            String plugin,
            long asked,
            long failed,
            int millis,
            int acquirerMillis) {
        /** What we added. */
        public int ownMillis() {
            return Math.max(0, millis - acquirerMillis);
        }
    }

    /** The newest five thousand operations of the last five minutes, the most troubled affiliations first. */
    public List<Recent> recent() {
        // Our ids begin with their time: no index on the time is needed.
        return jdbc.sql("""
                        select p.connector_id, p.affiliation_id, p.plugin, count(*) asked,
                            sum(o.state in ('FAILED', 'IN_DOUBT')) failed,
                            coalesce(avg(timestampdiff(microsecond, o.created_at, coalesce(o.sent_at, o.concluded_at))), 0) / 1000 millis,
                            coalesce(avg(e.millis), 0) acquirer
                        from (select * from operation x where x.id >= :from and :scope(x) order by x.id desc
                            limit :most) o
                        join payment p on p.id = o.payment_id and :scope(p)
                        left join (select operation_id, sum(millis) millis from exchange y
                            where y.id >= :from and :scope(y) group by operation_id) e on e.operation_id = o.id
                        group by p.connector_id, p.affiliation_id, p.plugin order by failed desc, asked desc limit 200
                        """)
                .param("from", Minutes.first(clock.instant().minus(WINDOW)))
                .param("most", LOOKED_AT)
                .query((row, index) -> new Recent(
                        Ids.of(row.getBytes("connector_id")),
                        Ids.of(row.getBytes("affiliation_id")),
                        row.getString("plugin"),
                        row.getLong("asked"),
                        row.getLong("failed"),
                        row.getInt("millis"),
                        row.getInt("acquirer")))
                .list();
    }

    /** By what a day is divided. */
    public enum By {
        ACQUIRER("x.plugin"),
        METHOD("x.method"),
        MERCHANT("t.slug");

        private final String column;

        By(String column) {
            this.column = column;
        }

        /** Where it stands in a query of {@code x} and the tenant {@code t}. */
        String column() {
            return column;
        }
    }
}
