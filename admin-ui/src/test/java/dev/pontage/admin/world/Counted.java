package dev.pontage.admin.world;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the worker would have counted: the clock of a test stands still, the ids of payments go on. */
@Component
public class Counted {
    private final TenantJdbc jdbc;

    Counted(@Qualifier("adminJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** One minute of a method: payments, those of them that were approved, and what we added to their answers. */
    public void minute(Shops.Shop shop, Instant minute, String method, int payments, int approved, long own) {
        TenantScope.of(shop.tenantId())
                .run(() -> jdbc.transact(() -> {
                    jdbc.sql("""
                            insert into payment_minute (tenant_id, minute, connector_id, plugin, method, currency,
                                payments, approved, denied, amount)
                            values (:tenant, :minute, :connector, 'sandbox', :method, 'BRL', :payments, :approved,
                                :denied, 100)
                            """)
                            .param("minute", Timestamp.from(minute))
                            .param("connector", Ids.bytes(shop.affiliation().connectorId()))
                            .param("method", method)
                            .param("payments", payments)
                            .param("approved", approved)
                            .param("denied", payments - approved)
                            .update();
                    jdbc.sql("""
                            insert into latency_minute (tenant_id, minute, connector_id, plugin, method, timed,
                                own_millis, acquirer_millis)
                            values (:tenant, :minute, :connector, 'sandbox', :method, :payments, :own, 1000)
                            """)
                            .param("minute", Timestamp.from(minute))
                            .param("connector", Ids.bytes(shop.affiliation().connectorId()))
                            .param("method", method)
                            .param("payments", payments)
                            .param("own", own)
                            .update();
                    jdbc.sql("""
                            insert into payment_hour (tenant_id, hour, plugin, method, payments, approved, denied)
                            values (:tenant, :hour, 'sandbox', :method, :payments, :approved, :denied)
                            on duplicate key update payments = payment_hour.payments + values(payments),
                                approved = payment_hour.approved + values(approved),
                                denied = payment_hour.denied + values(denied)
                            """)
                            .param("hour", Timestamp.from(minute.truncatedTo(ChronoUnit.HOURS)))
                            .param("method", method)
                            .param("payments", payments)
                            .param("approved", approved)
                            .param("denied", payments - approved)
                            .update();
                    jdbc.sql("""
                            insert into latency_hour (tenant_id, hour, plugin, method, timed, own_millis)
                            values (:tenant, :hour, 'sandbox', :method, :payments, :own)
                            on duplicate key update timed = latency_hour.timed + values(timed),
                                own_millis = latency_hour.own_millis + values(own_millis)
                            """)
                            .param("hour", Timestamp.from(minute.truncatedTo(ChronoUnit.HOURS)))
                            .param("method", method)
                            .param("payments", payments)
                            .param("own", own)
                            .update();
                }));
    }
}
