package dev.pontage.acquirer;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The door for acquirers that do not accept what staff filled in: nothing heals that but other settings. Within the bound
 * scope.
 */
@Component
public class AcquirerAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(AcquirerAlerts.class);
    private static final Duration LOOKED_BACK = Duration.ofHours(24);
    private static final Duration BETWEEN = Duration.ofSeconds(30);
    private static final int LONGEST = 500;

    private final TenantJdbc jdbc;
    private final Clock clock;
    private final Map<UUID, Instant> refusing = new ConcurrentHashMap<>();
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("acquirer-alerts").factory());

    AcquirerAlerts(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An acquirer refuses an affiliation's credentials, and has answered nothing else on that node since. */
    public record Refusal(UUID affiliationId, String reason, Instant first, Instant last, int times) {}

    /** What is refused at the moment. */
    public List<Refusal> refused() {
        return jdbc.inTransaction(() -> jdbc.sql("""
                        select r.* from acquirer_alert r
                        where r.last_at > :since and :scope(r)
                        order by r.last_at desc limit 200
                        """)
                .param("since", Timestamp.from(clock.instant().minus(LOOKED_BACK)))
                .query((row, index) -> new Refusal(
                        Ids.of(row.getBytes("affiliation_id")),
                        row.getString("reason"),
                        row.getTimestamp("first_at").toInstant(),
                        row.getTimestamp("last_at").toInstant(),
                        row.getInt("times")))
                .list());
    }

    /** Takes note of what an answer says about the credentials; nobody waits for that, and nothing comes of a failure. */
    public void note(Line line, Answer<?> answer) {
        quietly(() -> noted(line.affiliationId(), answer));
    }

    private void noted(UUID affiliation, Answer<?> answer) {
        if (answer instanceof Answer.BrokenDown<?> broken && broken.credentials()) {
            var now = clock.instant();
            var before = refusing.put(affiliation, now);
            if (before == null || before.plus(BETWEEN).isBefore(now)) {
                LOG.warn("The acquirer of affiliation {} refuses its credentials: {}", affiliation, broken.reason());
                aside(() -> raise(affiliation, broken.reason(), now));
            } else {
                refusing.put(affiliation, before);
            }
        } else if (answer instanceof Answer.Answered<?> && refusing.remove(affiliation) != null) {
            aside(() -> end(affiliation));
        }
    }

    private void aside(Runnable work) {
        var scope = TenantScope.current();
        inOrder.execute(() -> quietly(() -> scope.run(work)));
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("an alert about an acquirer could not be written; the next refusal tries again", e);
        }
    }

    private void raise(UUID affiliation, String reason, Instant now) {
        if (repeated(affiliation, reason, now) > 0) {
            return;
        }
        try {
            jdbc.transact(() -> jdbc.sql("""
                            insert into acquirer_alert (affiliation_id, tenant_id, reason, first_at, last_at, times)
                            values (:id, :tenant, :reason, :now, :now, 1)
                            """)
                    .param("id", Ids.bytes(affiliation))
                    .param("reason", cut(reason))
                    .param("now", Timestamp.from(now))
                    .update());
        } catch (DuplicateKeyException another) {
            LOG.debug("another node has raised the same alert");
        }
    }

    private int repeated(UUID affiliation, String reason, Instant now) {
        return jdbc.inTransaction(() -> jdbc.sql("""
                        update acquirer_alert set last_at = :now, times = times + 1, reason = :reason
                        where affiliation_id = :id and :scope
                        """)
                .param("now", Timestamp.from(now))
                .param("reason", cut(reason))
                .param("id", Ids.bytes(affiliation))
                .update());
    }

    private void end(UUID affiliation) {
        jdbc.transact(() -> jdbc.sql("delete from acquirer_alert where affiliation_id = :id and :scope")
                .param("id", Ids.bytes(affiliation))
                .update());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
