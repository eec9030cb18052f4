package dev.pontage.callback;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The door for what keeps VTEX from being told and will not heal by trying: it refuses the owner's keys, or a signature.
 * Within the bound scope.
 */
@Component
public class CallbackAlerts {
    private static final Duration LOOKED_BACK = Duration.ofHours(24);

    private final TenantJdbc jdbc;
    private final Clock clock;

    CallbackAlerts(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** VTEX refuses callbacks of a connector, and has taken none since. */
    public record Refusal(UUID connectorId, String connector, long payments, Instant last) {}

    /** What is refused at the moment. */
    public List<Refusal> refused() {
        return jdbc.inTransaction(() -> jdbc.sql("""
                        select c.id, c.slug, count(distinct a.payment_id) payments, max(a.at) last
                        from callback_attempt a join payment p on p.id = a.payment_id
                        join connector c on c.id = p.connector_id
                        where a.outcome = 'refused' and a.at > :since and :scope(a)
                        and not exists (
                            select 1 from callback_attempt d join payment q on q.id = d.payment_id
                            where q.connector_id = p.connector_id and d.outcome = 'delivered' and d.at > a.at)
                        group by c.id, c.slug order by last desc
                        """)
                .param("since", Timestamp.from(clock.instant().minus(LOOKED_BACK)))
                .query((row, index) -> new Refusal(
                        Ids.of(row.getBytes("id")),
                        row.getString("slug"),
                        row.getLong("payments"),
                        row.getTimestamp("last").toInstant()))
                .list());
    }
}
