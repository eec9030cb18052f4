package dev.pontage.admin.staff;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Counts failures of both factors; after ten, the account rests for a while, whatever is tried. */
@Component
class Lock {
    private static final int MOST_FAILURES = 10;
    private static final Duration REST = Duration.ofMinutes(15);

    private final TenantJdbc jdbc;
    private final Clock clock;

    Lock(@Qualifier("adminJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a try counts as a success: it was right and the account does not rest. */
    boolean admits(UUID id, boolean right) {
        return jdbc.inTransaction(() -> {
            if (isResting(id)) {
                return false;
            }
            if (!right) {
                fail(id);
            }
            return right;
        });
    }

    /** Both factors were right: the count begins anew. */
    void forget(UUID id) {
        jdbc.transact(() -> jdbc.sql("update staff set failures = 0, locked_until = null where id = :id")
                .param("id", Ids.bytes(id))
                .update());
    }

    private boolean isResting(UUID id) {
        return jdbc.sql("select count(*) from staff where id = :id and locked_until > :now")
                        .param("id", Ids.bytes(id))
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void fail(UUID id) {
        jdbc.sql("update staff set failures = failures + 1 where id = :id")
                .param("id", Ids.bytes(id))
                .update();
        jdbc.sql("update staff set failures = 0, locked_until = :until where id = :id and failures >= :most")
                .param("until", Timestamp.from(clock.instant().plus(REST)))
                .param("id", Ids.bytes(id))
                .param("most", MOST_FAILURES)
                .update();
    }
}
