package dev.pontage.admin.payments;

import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.Payment;
import dev.pontage.spi.payment.Money;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What waits for a second person. */
@Component
class Approvals {
    private final TenantJdbc jdbc;
    private final Clock clock;
    private final BigDecimal above;

    Approvals(
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            Clock clock,
            @Value("${pontage.approval-above:5000}") BigDecimal above) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.above = above;
    }

    /** One wish that waits, or what became of it. */
    record Asked(
            UUID id,
            UUID paymentId,
            ChangeRequest.Kind kind,
            Optional<Long> amount,
            String reason,
            String state,
            String askedBy,
            Instant askedAt,
            Optional<String> decidedBy) {
        /** Where it stands in the queue, the oldest first. */
        public String place() {
            return "%019d %s".formatted(askedAt.toEpochMilli(), id);
        }

        public Wish wish(Payment payment) {
            return new Wish(kind, amount.map(it -> payment.amount().of(it)), reason);
        }
    }

    /** Whether so much takes two people. */
    boolean isNeeded(Money size) {
        return size.decimal().compareTo(above) > 0;
    }

    UUID ask(Payment payment, Wish wish, String by) {
        var id = Ids.next();
        TenantScope.of(payment.tenantId())
                .run(() -> jdbc.transact(() -> jdbc.sql("""
                        insert into change_approval (id, tenant_id, payment_id, kind, amount, reason, state, asked_by,
                            asked_at)
                        values (:id, :tenant, :payment, :kind, :amount, :reason, 'WAITING', :by, :now)
                        """)
                        .param("id", Ids.bytes(id))
                        .param("payment", Ids.bytes(payment.id()))
                        .param("kind", wish.kind().name())
                        .param("amount", wish.amount().map(Money::minor).orElse(null))
                        .param("reason", wish.reason())
                        .param("by", by)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()));
        return id;
    }

    /** Takes it out of the queue; of two who decide at once one gets nothing. */
    boolean decide(UUID id, boolean agreed, String by) {
        return jdbc.inTransaction(() -> jdbc.sql("""
                                update change_approval set state = :state, decided_by = :by, decided_at = :now
                                where id = :id and state = 'WAITING' and asked_by <> :by and :scope
                                """)
                        .param("state", agreed ? "AGREED" : "DECLINED")
                        .param("by", by)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", Ids.bytes(id))
                        .update()
                == 1);
    }

    Optional<Asked> find(UUID id) {
        return jdbc.sql("select * from change_approval where id = :id and :scope")
                .param("id", Ids.bytes(id))
                .query(Approvals::map)
                .optional();
    }

    List<Asked> waiting() {
        return jdbc.sql(
                        "select * from change_approval where state = 'WAITING' and :scope order by asked_at, id limit 2000")
                .query(Approvals::map)
                .list();
    }

    List<Asked> waitingOf(UUID payment) {
        return jdbc.sql("""
                        select * from change_approval where payment_id = :payment and state = 'WAITING' and :scope
                        order by asked_at
                        """)
                .param("payment", Ids.bytes(payment))
                .query(Approvals::map)
                .list();
    }

    private static Asked map(ResultSet row, int index) throws SQLException {
        return new Asked(
                Ids.of(row.getBytes("id")),
                Ids.of(row.getBytes("payment_id")),
                ChangeRequest.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("amount", Long.class)),
                row.getString("reason"),
                row.getString("state"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                Optional.ofNullable(row.getString("decided_by")));
    }
}
