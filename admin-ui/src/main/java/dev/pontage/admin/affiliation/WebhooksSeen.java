package dev.pontage.admin.affiliation;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** When an acquirer was first and last heard of. */
@Component
class WebhooksSeen {
    private final TenantJdbc jdbc;

    WebhooksSeen(@Qualifier("searchJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty as long as nothing came. */
    record Seen(Optional<Instant> first, Optional<Instant> last) {}

    Seen of(UUID affiliation) {
        return jdbc.sql("""
                        select min(received_at) earliest, max(received_at) latest from webhook
                        where affiliation_id = :id and :scope
                        """)
                .param("id", Ids.bytes(affiliation))
                .query((row, index) -> new Seen(
                        Optional.ofNullable(row.getTimestamp("earliest")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getTimestamp("latest")).map(Timestamp::toInstant)))
                .single();
    }
}
