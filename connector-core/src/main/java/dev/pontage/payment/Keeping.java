package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets go of what nobody needs any more: what passed between us and acquirers, and what points to shoppers. Ids, sums and
 * recorded answers stay for the payment's life, so that no repeat ever becomes a new charge.
 */
@Component
class Keeping {
    private static final int AT_ONCE = 1_000;

    private final TenantJdbc jdbc;
    private final Duration exchanges;
    private final Duration personal;
    private final Clock clock;

    Keeping(
            @Qualifier("backgroundJdbc") TenantJdbc jdbc,
            @Value("${pontage.keep.exchanges:90d}") Duration exchanges,
            @Value("${pontage.keep.personal-data:180d}") Duration personal,
            Clock clock) {
        this.jdbc = jdbc;
        this.exchanges = exchanges;
        this.personal = personal;
        this.clock = clock;
    }

    /** Removes all that is due, in short transactions; how many rows it touched. */
    int purge() {
        return TenantScope.all().call(() -> repeated(this::removeExchanges) + repeated(this::removeAddresses));
    }

    private static int repeated(java.util.function.IntSupplier step) {
        var all = 0;
        for (var done = step.getAsInt(); done > 0; done = step.getAsInt()) {
            all += done;
        }
        return all;
    }

    /** By id, which is made of the time: no index of its own is needed. */
    private int removeExchanges() {
        return jdbc.inTransaction(() -> jdbc.sql("delete from exchange where id < :before and :scope limit " + AT_ONCE)
                .param("before", Ids.bytes(Ids.earliest(clock.instant().minus(exchanges))))
                .update());
    }

    /** What a shopper was shown, and where he was sent. Once a day it looks through all that is old. */
    private int removeAddresses() {
        var end = clock.instant().minus(personal);
        return jdbc.inTransaction(() -> jdbc.sql("update payment set next_step = null, return_url = null "
                        + "where id < :before and (next_step is not null or return_url is not null) "
                        + "and :scope limit " + AT_ONCE)
                .param("before", Ids.bytes(Ids.earliest(end)))
                .update());
    }
}
