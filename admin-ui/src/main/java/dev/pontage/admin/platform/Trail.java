package dev.pontage.admin.platform;

import dev.pontage.audit.AuditEntry;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The door to the audit trail, page by page. */
@Component
public class Trail {
    private static final int PAGE = 50;
    private static final String LAST = "f".repeat(32);

    private final TenantJdbc jdbc;

    Trail(@Qualifier("searchJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry and its place. */
    public record Line(UUID id, AuditEntry entry) {}

    /** Some entries and where to go on. */
    public record Page(List<Line> lines, Optional<String> next) {}

    /**
     * Which entries somebody wants; what is empty stands for all.
     *
     * @param who how an actor begins
     * @param what how an action or its subject begins
     * @param tenant the merchant's name in addresses
     */
    public record Wanted(String who, String what, String tenant, Optional<Instant> from, Optional<Instant> to) {}

    /** Newest first. */
    public Page page(Wanted wanted, String cursor) {
        var before = cursor.matches("[0-9a-f]{32}") ? cursor : LAST;
        var found = jdbc.sql("""
                        select * from audit_entry where id < :before and (:who = '' or actor like concat(:who, '%'))
                            and (:what = '' or action like concat(:what, '%') or subject like concat(:what, '%'))
                            and (:of = '' or tenant = :of) and (:from is null or at >= :from) and (:to is null or at < :to)
                        order by id desc limit :most
                        """)
                .param("before", HexFormat.of().parseHex(before))
                .param("who", wanted.who())
                .param("what", wanted.what())
                .param("of", wanted.tenant())
                .param("from", wanted.from().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("to", wanted.to().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("most", PAGE + 1)
                .query((row, index) -> new Line(
                        Ids.of(row.getBytes("id")),
                        new AuditEntry(
                                row.getTimestamp("at").toInstant(),
                                row.getString("actor"),
                                row.getString("origin"),
                                row.getString("action"),
                                Optional.ofNullable(row.getString("tenant")),
                                row.getString("subject"),
                                Optional.ofNullable(row.getString("before_value")),
                                Optional.ofNullable(row.getString("after_value")))))
                .list();
        if (found.size() <= PAGE) {
            return new Page(found, Optional.empty());
        }
        var last = found.get(PAGE - 1).id();
        return new Page(found.subList(0, PAGE), Optional.of(HexFormat.of().formatHex(Ids.bytes(last))));
    }
}
