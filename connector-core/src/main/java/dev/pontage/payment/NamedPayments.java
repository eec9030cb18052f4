package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Payments by the names that acquirers use, of one affiliation only: the acquirers of a merchant may count alike. A name
 * that two payments share names neither of them.
 */
@Component
class NamedPayments {
    private static final String OF_CHANGES = "o.kind in ('CANCEL', 'SETTLE', 'REFUND', 'VOID')";

    private static final String BY_OPERATION = """
            select distinct o.payment_id from operation o join payment p on p.id = o.payment_id
            where o.%1$s = :name and cast(o.%1$s as binary) = cast(:name as binary) and %2$s
                and p.affiliation_id = :affiliation and :scope(o) and :scope(p) limit 2
            """;

    private final TenantJdbc jdbc;
    private final PaymentRows payments;

    NamedPayments(@Qualifier("paymentsJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
    }

    /** Whose authorization is called so. What one of its changes is called does not count. */
    Optional<Payment> sale(Affiliation affiliation, String name) {
        return byKey(affiliation, name)
                .or(() -> ofOperation(affiliation, "idempotency_key", "not " + OF_CHANGES, name));
    }

    /** VTEX's own name. */
    Optional<Payment> byKey(Affiliation affiliation, String name) {
        return payments.find(affiliation.tenantId(), affiliation.connectorId(), name)
                .filter(it -> it.affiliationId().equals(affiliation.id()));
    }

    /** One of whose changes the acquirer, or we, call so. */
    Optional<Payment> ofChange(Affiliation affiliation, String name) {
        return ofOperation(affiliation, "change_id", OF_CHANGES, name)
                .or(() -> ofOperation(affiliation, "idempotency_key", OF_CHANGES, name));
    }

    private Optional<Payment> ofOperation(Affiliation affiliation, String column, String kinds, String name) {
        // Our keys are ASCII; compared with anything else the database could not use their index.
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name) && column.equals("idempotency_key")) {
            return Optional.empty();
        }
        return only(jdbc.sql(BY_OPERATION.formatted(column, kinds))
                        .param("name", name)
                        .param("affiliation", Ids.bytes(affiliation.id()))
                        .query((row, index) -> Ids.of(row.getBytes("payment_id")))
                        .list())
                .flatMap(payments::find);
    }

    private static Optional<UUID> only(List<UUID> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
