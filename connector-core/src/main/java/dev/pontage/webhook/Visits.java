package dev.pontage.webhook;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Which shoppers have come back already. */
@Component
class Visits {
    private final TenantJdbc jdbc;
    private final Clock clock;

    Visits(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether this is the first time. Needs the scope of the payment's tenant. */
    boolean isFirst(UUID payment) {
        try {
            jdbc.transact(() -> jdbc.sql(
                            "insert into shopper_visit (payment_id, tenant_id, at) values (:payment, :tenant, :now)")
                    .param("payment", Ids.bytes(payment))
                    .param("now", Timestamp.from(clock.instant()))
                    .update());
            return true;
        } catch (DuplicateKeyException again) {
            return false;
        }
    }
}
