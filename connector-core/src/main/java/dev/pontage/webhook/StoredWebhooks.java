package dev.pontage.webhook;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Shows what acquirers sent, and forgets it in time. */
@Component
class StoredWebhooks implements Webhooks {
    /** Long enough for every dispute about who said what. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Anybody can send one; so many are kept for staff to find out why. */
    private static final Duration KEPT_UNVERIFIED = Duration.ofDays(7);

    private static final int MOST_AT_ONCE = 5_000;
    private static final int LONGEST_LIST = 500;

    private static final UUID LAST = new UUID(-1, -1);

    private final TenantJdbc jdbc;
    private final Clock clock;

    StoredWebhooks(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Received> list(Search search) {
        // Newer ids are newer webhooks: the order of the table itself.
        return jdbc.inTransaction(() -> jdbc.sql("""
                        select * from webhook where id < :before and :scope
                            and (:any or affiliation_id = :affiliation) and (:everyState or state = :state)
                        order by id desc limit :most
                        """)
                .param("before", Ids.bytes(search.before().orElse(LAST)))
                .param("any", search.affiliation().isEmpty())
                .param("affiliation", Ids.bytes(search.affiliation().orElse(new UUID(0, 0))))
                .param("everyState", search.state().isEmpty())
                .param("state", search.state().map(Enum::name).orElse(""))
                .param("most", Math.clamp(search.limit(), 1, LONGEST_LIST))
                .query(StoredWebhooks::received)
                .list());
    }

    @Override
    public Optional<Received> find(UUID id) {
        return jdbc.inTransaction(() -> jdbc.sql("select * from webhook where id = :id and :scope")
                .param("id", Ids.bytes(id))
                .query(StoredWebhooks::received)
                .optional());
    }

    private static Received received(ResultSet row, int index) throws SQLException {
        return new Received(
                Ids.of(row.getBytes("id")),
                Ids.of(row.getBytes("tenant_id")),
                Ids.of(row.getBytes("affiliation_id")),
                row.getTimestamp("received_at").toInstant(),
                row.getString("path"),
                new String(row.getBytes("body"), StandardCharsets.UTF_8),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("why")),
                row.getInt("attempts"));
    }

    @Override
    public boolean readAgain(UUID id) {
        return jdbc.inTransaction(() -> jdbc.sql("""
                        update webhook set due_at = :now, state = 'WAITING', fence = fence + 1
                        where id = :id and :scope
                        """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", Ids.bytes(id))
                        .update()
                == 1);
    }

    /** Forgets what is old enough, some of it at a time. */
    int prune() {
        return TenantScope.all()
                .call(() -> jdbc.inTransaction(
                        () -> delete("state <> 'UNVERIFIED'", KEPT) + delete("state = 'UNVERIFIED'", KEPT_UNVERIFIED)));
    }

    private int delete(String which, Duration kept) {
        return jdbc.sql("delete from webhook where " + which
                        + " and due_at is null and received_at < :before and :scope limit " + MOST_AT_ONCE)
                .param("before", Timestamp.from(clock.instant().minus(kept)))
                .update();
    }
}
