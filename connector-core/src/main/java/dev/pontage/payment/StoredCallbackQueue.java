package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.tenant.Turns;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The outbox, over the background's own connections. */
@Component
class StoredCallbackQueue implements CallbackQueue {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final CallbackRows callbacks;
    private final Clock clock;
    private final Turns turns = new Turns();

    StoredCallbackQueue(@Qualifier("backgroundJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
        this.callbacks = new CallbackRows(jdbc);
        this.clock = clock;
    }

    private record Row(UUID id, UUID payment, int fence, int attempts, java.time.Instant giveUpAt) {}

    @Override
    public List<Due> take(int most) {
        return TenantScope.all()
                .call(() -> jdbc.inTransaction(() -> turns.take(most, Row::id, this::locked, this::tenantsDue).stream()
                        .map(this::taken)
                        .toList()));
    }

    /** Who has something due. By its index this takes a step per tenant, however much one of them has. */
    private List<UUID> tenantsDue() {
        return jdbc.sql("select tenant_id, min(due_at) from callback where state = 'WAITING' and due_at <= :now"
                        + " and :scope group by tenant_id")
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> Ids.of(row.getBytes("tenant_id")))
                .list();
    }

    private List<Row> locked(int most) {
        return jdbc.sql("""
                        select id, payment_id, fence, attempts, give_up_at from callback
                        where state = 'WAITING' and due_at <= :now and :scope
                        order by due_at limit :most for update skip locked
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query((row, index) -> new Row(
                        Ids.of(row.getBytes("id")),
                        Ids.of(row.getBytes("payment_id")),
                        row.getInt("fence"),
                        row.getInt("attempts"),
                        row.getTimestamp("give_up_at").toInstant()))
                .list();
    }

    /** A sender that dies gives the entry back when its lease is over. */
    private Due taken(Row row) {
        var lease = Timestamp.from(clock.instant().plus(LEASE));
        jdbc.sql("update callback set fence = fence + 1, lease_until = :lease, due_at = :lease "
                        + "where id = :id and :scope")
                .param("lease", lease)
                .param("id", Ids.bytes(row.id()))
                .update();
        var payment = payments.find(row.payment()).orElseThrow();
        return new Due(row.id(), row.fence() + 1, row.attempts(), row.giveUpAt(), payment);
    }

    @Override
    public void report(Due due, Attempt attempt, Optional<java.time.Instant> next) {
        TenantScope.of(due.payment().tenantId())
                .run(() -> jdbc.transact(() -> {
                    var mine = jdbc.sql("""
                                    update callback set attempts = attempts + 1, state = :state, due_at = :next,
                                        lease_until = null, done_at = :done
                                    where id = :id and fence = :fence and :scope
                                    """)
                                    .param("state", next.isPresent() ? "WAITING" : "DONE")
                                    .param("next", Timestamp.from(next.orElse(attempt.at())))
                                    .param("done", next.isPresent() ? null : Timestamp.from(attempt.at()))
                                    .param("id", Ids.bytes(due.id()))
                                    .param("fence", due.fence())
                                    .update()
                            == 1;
                    if (mine) {
                        insert(due, attempt);
                    }
                }));
    }

    private void insert(Due due, Attempt attempt) {
        jdbc.sql("""
                        insert into callback_attempt (id, tenant_id, callback_id, payment_id, at, attempt, outcome,
                            http_status, millis, problem)
                        values (:id, :tenant, :callback, :payment, :at, :attempt, :outcome, :status, :millis, :problem)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("callback", Ids.bytes(due.id()))
                .param("payment", Ids.bytes(due.payment().id()))
                .param("at", Timestamp.from(attempt.at()))
                .param("attempt", due.attempts() + 1)
                .param("outcome", attempt.outcome())
                .param("status", attempt.httpStatus().orElse(null))
                .param("millis", attempt.millis())
                .param("problem", attempt.problem().orElse(null))
                .update();
    }

    @Override
    public void putBack(Due due, java.time.Instant next) {
        TenantScope.of(due.payment().tenantId())
                .run(() -> jdbc.transact(() -> jdbc.sql("""
                                update callback set due_at = :next, lease_until = null
                                where id = :id and fence = :fence and :scope
                                """)
                        .param("next", Timestamp.from(next))
                        .param("id", Ids.bytes(due.id()))
                        .param("fence", due.fence())
                        .update()));
    }

    /** Some at a time, so that no transaction holds many locks. Those that somebody is sending keep their lease. */
    @Override
    public int hurry(String host) {
        return TenantScope.all().call(() -> {
            var all = 0;
            int some;
            do {
                some = jdbc.inTransaction(() -> jdbc.sql("""
                                update callback set due_at = :now
                                where host = :host and state = 'WAITING' and due_at > :now
                                    and (lease_until is null or lease_until < :now) and :scope
                                limit 1000
                                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("host", host)
                        .update());
                all += some;
            } while (some > 0);
            return all;
        });
    }

    @Override
    public void heard(UUID payment) {
        if (!waits(payment)) {
            return;
        }
        jdbc.transact(() -> jdbc.sql("""
                        update callback set state = 'DONE', done_at = :now, lease_until = null, fence = fence + 1
                        where payment_id = :payment and state = 'WAITING' and attempts > 0 and :scope
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("payment", Ids.bytes(payment))
                .update());
    }

    private boolean waits(UUID payment) {
        return jdbc.sql("select 1 from callback where payment_id = :payment and state = 'WAITING' and attempts > 0 "
                        + "and :scope")
                .param("payment", Ids.bytes(payment))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Override
    public boolean sendAgain(UUID payment) {
        return jdbc.inTransaction(() -> {
            var found = payments.find(payment);
            if (found.isEmpty() || found.get().callbackUrl().isEmpty()) {
                return false;
            }
            if (!found.get().status().isDecided()) {
                // An entry made now would be found done when the decision comes, and VTEX would never be told.
                return false;
            }
            var now = clock.instant();
            TenantScope.of(found.get().tenantId()).run(() -> callbacks.insert(found.get(), now));
            jdbc.sql("""
                            update callback set state = 'WAITING', due_at = :now, done_at = null, fence = fence + 1,
                                give_up_at = greatest(give_up_at, :hour)
                            where payment_id = :payment and :scope
                            """)
                    .param("now", Timestamp.from(now))
                    .param("hour", Timestamp.from(now.plus(Duration.ofHours(1))))
                    .param("payment", Ids.bytes(payment))
                    .update();
            return true;
        });
    }
}
