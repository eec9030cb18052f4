package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The references are seconds behind at most; what they lack after that is found when the webhook comes again. */
    private static final Duration UNTIL_NOTED = Duration.ofSeconds(10);

    private static final int MOST = 200;

    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final Clock clock;

    NamedPayments(@Qualifier("paymentsJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.payments = new PaymentRows(jdbc);
    }

    /** Whose authorization is called so. What one of its changes is called does not count. */
    Optional<Payment> sale(Affiliation affiliation, String name) {
        return byKey(affiliation, name)
                .or(() -> ofOperation(affiliation, "idempotency_key", "not " + OF_CHANGES, name))
                .or(() -> byAcquirersName(affiliation, name));
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

    /**
     * From the references that the search has, which cost a new payment nothing: the worker writes them behind it. What came
     * so lately that it may not stand there yet is looked through, newest first and never more than a few.
     */
    private Optional<Payment> byAcquirersName(Affiliation affiliation, String name) {
        var found = Stream.concat(noted(affiliation, name).stream(), recent(affiliation, name).stream())
                .filter(it -> isCalled(it, name))
                .collect(Collectors.toMap(Payment::id, it -> it, (one, _) -> one));
        return found.size() == 1 ? found.values().stream().findFirst() : Optional.empty();
    }

    private List<Payment> noted(Affiliation affiliation, String name) {
        return jdbc.sql("""
                        select p.* from (%s) n join payment p on p.id = n.payment_id
                        where p.affiliation_id = :affiliation and :scope(p)
                        """.formatted(References.called(References.OF_ACQUIRERS)))
                .param("value", PaymentRows.key(name))
                .param("most", MOST)
                .param("affiliation", Ids.bytes(affiliation.id()))
                .query(PaymentRows::map)
                .list();
    }

    private List<Payment> recent(Affiliation affiliation, String name) {
        return jdbc.sql("""
                        select p.* from (select q.id from payment q force index (payment_by_time)
                            where q.tenant_id = :of and q.created_at > :since and :scope(q)
                            order by q.created_at desc limit :most) n join payment p on p.id = n.id
                        where p.affiliation_id = :affiliation and :scope(p)
                            and (p.tid = :name or p.authorization_id = :name or locate(:name, p.refs) > 0)
                        """)
                .param("of", Ids.bytes(affiliation.tenantId()))
                .param("since", Timestamp.from(clock.instant().minus(UNTIL_NOTED)))
                .param("most", MOST)
                .param("affiliation", Ids.bytes(affiliation.id()))
                .param("name", name)
                .query(PaymentRows::map)
                .list();
    }

    /** Byte for byte; what else the search knows, such as an order, may be shared by payments. */
    private static boolean isCalled(Payment payment, String name) {
        var ids = payment.identifiers();
        return ids.tid().equals(Optional.of(name))
                || ids.authorizationId().equals(Optional.of(name))
                || name.equals(ids.references().get(References.OWN));
    }

    private static Optional<UUID> only(List<UUID> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
