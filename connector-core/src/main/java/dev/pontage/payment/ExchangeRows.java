package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.transport.Exchange;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** What passed between us and an acquirer; redacted where it was made. */
final class ExchangeRows {
    private static final int LONGEST = 16_000;
    private final TenantJdbc jdbc;

    ExchangeRows(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Operation operation, List<Exchange> exchanges, Instant now) {
        for (var exchange : exchanges) {
            jdbc.sql("""
                            insert into exchange (id, tenant_id, payment_id, operation_id, at, method, url, status,
                                millis, request, response, problem)
                            values (:id, :tenant, :payment, :operation, :at, :method, :url, :status, :millis, :request,
                                :response, :problem)
                            """)
                    .param("id", Ids.bytes(Ids.next()))
                    .param("payment", Ids.bytes(operation.paymentId()))
                    .param("operation", Ids.bytes(operation.id()))
                    .param("at", Timestamp.from(now))
                    .param("method", exchange.method())
                    .param("url", cut(exchange.host() + exchange.path(), 1000))
                    .param("status", exchange.status())
                    .param("millis", (int) Math.min(exchange.millis(), Integer.MAX_VALUE))
                    .param("request", cut(exchange.request(), LONGEST))
                    .param("response", cut(exchange.response(), LONGEST))
                    .param("problem", exchange.failure().map(it -> cut(it, 500)).orElse(null))
                    .update();
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
