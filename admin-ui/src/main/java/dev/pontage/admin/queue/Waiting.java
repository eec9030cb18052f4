package dev.pontage.admin.queue;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What is due: calls to VTEX that have not arrived, and questions to acquirers. */
@Component
public class Waiting {
    private static final int PAGE = 50;
    private static final String FIRST = "0".repeat(32);

    private final TenantJdbc jdbc;
    private final Clock clock;

    Waiting(@Qualifier("searchJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One call to VTEX that has not arrived. */
    public record Callback(
            String cursor,
            UUID payment,
            String key,
            Optional<String> url,
            int attempts,
            Instant createdAt,
            Instant dueAt,
            Instant giveUpAt,
            Optional<String> problem) {
        /** Whether an attempt has failed already. */
        public boolean isFailing() {
            return attempts > 0;
        }
    }

    /** How much there is of each kind, and since when. */
    public record Depth(long callbacks, long questions, Optional<Instant> oldestCallback) {}

    /** Some of them and where to go on. */
    public record Page(List<Callback> items, Optional<String> next) {}

    /** Oldest first: whoever waits longest is worst off. */
    public Page callbacks(boolean failing, String cursor) {
        var found = read(failing, cursor.matches("[0-9a-f]{32}") ? cursor : FIRST);
        return found.size() <= PAGE
                ? new Page(found, Optional.empty())
                : new Page(
                        found.subList(0, PAGE), Optional.of(found.get(PAGE - 1).cursor()));
    }

    private List<Callback> read(boolean failing, String after) {
        return jdbc.sql("""
                        select c.*, p.payment_key, p.callback_url,
                            (select coalesce(a.problem, concat(a.outcome, coalesce(concat(' ', a.http_status), '')))
                             from callback_attempt a where a.callback_id = c.id order by a.at desc limit 1) problem
                        from callback c join payment p on p.id = c.payment_id
                        where c.state = 'WAITING' and c.id > :after and (c.attempts > 0 or not :failing) and :scope(c)
                        order by c.id limit :most
                        """)
                .param("most", PAGE + 1)
                .param("after", HexFormat.of().parseHex(after))
                .param("failing", failing)
                .query((row, index) -> new Callback(
                        HexFormat.of().formatHex(row.getBytes("id")),
                        Ids.of(row.getBytes("payment_id")),
                        new String(row.getBytes("payment_key"), StandardCharsets.UTF_8),
                        Optional.ofNullable(row.getString("callback_url")),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        row.getTimestamp("give_up_at").toInstant(),
                        Optional.ofNullable(row.getString("problem"))))
                .list();
    }

    /** How much is due. */
    public Depth depth() {
        var due = jdbc.sql("select count(*) from operation where due_at <= :now and :scope")
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return jdbc.sql(
                        "select count(*) waiting, min(created_at) oldest from callback where state = 'WAITING' and :scope")
                .query((row, index) -> new Depth(
                        row.getLong("waiting"),
                        due,
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)))
                .single();
    }
}
