package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Sent;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.transport.Exchange;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What passed between us and an acquirer; redacted where it was made. */
final class ExchangeRows {
    private static final int LONGEST = 16_000;

    private static final String INSERT = """
            insert into exchange (id, tenant_id, payment_id, operation_id, at, method, url, status,
                millis, request, response, problem)
            values (:id, :tenant, :payment, :operation, :at, :method, :url, :status, :millis, :request,
                :response, :problem)
            """;

    private final TenantJdbc jdbc;

    ExchangeRows(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** What was seen during one operation. */
    record Seen(Operation operation, List<Exchange> exchanges) {}

    void insert(Seen seen, Instant now) {
        jdbc.send(inserting(List.of(seen), now));
    }

    /** Of operations of whichever tenants. */
    Sent inserting(List<Seen> all, Instant now) {
        return jdbc.many(
                INSERT,
                all.stream()
                        .flatMap(it -> it.exchanges().stream().map(exchange -> row(it.operation(), exchange, now)))
                        .toList());
    }

    private static TenantJdbc.Row row(Operation operation, Exchange exchange, Instant now) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("id", Ids.bytes(Ids.next()));
        values.put("payment", Ids.bytes(operation.paymentId()));
        values.put("operation", Ids.bytes(operation.id()));
        values.put("at", Timestamp.from(now));
        values.put("method", exchange.method());
        values.put("url", cut(exchange.host() + exchange.path(), 1000));
        values.put("status", exchange.status());
        values.put("millis", (int) Math.min(exchange.millis(), Integer.MAX_VALUE));
        values.put("request", cut(exchange.request(), LONGEST));
        values.put("response", cut(exchange.response(), LONGEST));
        values.put("problem", exchange.failure().map(it -> cut(it, 500)).orElse(null));
        return new TenantJdbc.Row(operation.tenantId(), values);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
