package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Calls to VTEX that are due, written in the transaction of the decision. */
final class CallbackRows {
    private static final Duration LONGEST = Duration.ofDays(7);
    private final TenantJdbc jdbc;

    CallbackRows(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** One entry per payment: a second decision cannot happen, a second wish changes nothing. */
    void insert(Payment payment, Instant now) {
        if (payment.callbackUrl().isEmpty() || exists(payment)) {
            return;
        }
        var window =
                payment.createdAt().plus(Duration.ofSeconds(payment.delays().toCancel()));
        var giveUp = window.isAfter(now.plus(Duration.ofHours(1))) ? window : now.plus(Duration.ofHours(1));
        jdbc.sql("""
                        insert into callback (id, tenant_id, payment_id, affiliation_id, state, due_at, give_up_at,
                            attempts, fence, created_at, host)
                        values (:id, :tenant, :payment, :affiliation, 'WAITING', :now, :giveUp, 0, 0, :now, :host)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("payment", Ids.bytes(payment.id()))
                .param("affiliation", Ids.bytes(payment.affiliationId()))
                .param("now", Timestamp.from(now))
                .param("host", CallbackQueue.host(payment))
                .param("giveUp", Timestamp.from(earlier(giveUp, now.plus(LONGEST))))
                .update();
    }

    private boolean exists(Payment payment) {
        return jdbc.sql("select count(*) from callback where payment_id = :payment and :scope")
                        .param("payment", Ids.bytes(payment.id()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
