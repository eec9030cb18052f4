package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/** One tenant has tens of thousands of rows due, all older than the one row of another. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BacklogTest {
    /** 32,768 rows; with 17 it is 131,072. */
    private static final int DOUBLED = Integer.getInteger("pontage.backlog.doubled", 15);

    private final PaymentEngine engine;
    private final Claims claims;
    private final CallbackQueue callbacks;
    private final TenantJdbc jdbc;
    private final SettableClock clock;
    private final Affiliation busy;
    private final Affiliation calm;

    @Autowired
    BacklogTest(
            PaymentEngine engine,
            Claims claims,
            CallbackQueue callbacks,
            @Qualifier("backgroundJdbc") TenantJdbc jdbc,
            SettableClock clock,
            World.Merchants merchants) {
        this.engine = engine;
        this.claims = claims;
        this.callbacks = callbacks;
        this.jdbc = jdbc;
        this.clock = clock;
        this.busy = merchants.fresh("scripted").affiliation();
        this.calm = merchants.fresh("scripted").affiliation();
    }

    @BeforeEach
    void pay() {
        for (var shop : new Affiliation[] {busy, calm}) {
            TenantScope.of(shop.tenantId())
                    .run(() ->
                            engine.authorize(shop, Orders.visa(UUID.randomUUID().toString(), 1_000), EngineStory.LONG));
        }
    }

    @AfterEach
    void leaveNothingForOtherTests() {
        for (var table : new String[] {"callback", "operation"}) {
            within(busy, "delete from " + table + " where :scope");
        }
    }

    @Test
    void a_look_up_of_another_tenant_is_taken_with_the_first() {
        due(busy, Duration.ofDays(2));
        multiply("operation", "request_key");
        due(calm, Duration.ofDays(1));

        var began = System.nanoTime();
        var taken = TenantScope.all().call(() -> claims.takeDue(16));
        var millis = (System.nanoTime() - began) / 1_000_000;

        assertThat(taken).hasSize(16).anyMatch(it -> tenantOf(it.paymentId()).equals(calm.tenantId()));
        // thousands of times what it takes; a scan of everything would show in the bench, not here
        assertThat(millis).isLessThan(10_000);
    }

    @Test
    void a_callback_of_another_tenant_is_taken_with_the_first() {
        callback(busy, Duration.ofDays(2));
        multiply("callback");
        callback(calm, Duration.ofDays(1));

        assertThat(callbacks.take(16))
                .hasSize(16)
                .anyMatch(it -> it.payment().tenantId().equals(calm.tenantId()));
    }

    private UUID tenantOf(UUID payment) {
        return TenantScope.all()
                .call(() -> jdbc.inTransaction(() -> jdbc.sql("select tenant_id from payment where id = :id and :scope")
                        .param("id", Ids.bytes(payment))
                        .query((row, index) -> Ids.of(row.getBytes("tenant_id")))
                        .single()));
    }

    private void due(Affiliation shop, Duration since) {
        TenantScope.of(shop.tenantId())
                .run(() -> jdbc.transact(
                        () -> jdbc.sql("update operation set state = 'IN_DOUBT', due_at = :due where :scope")
                                .param("due", Timestamp.from(clock.instant().minus(since)))
                                .update()));
    }

    private void callback(Affiliation shop, Duration since) {
        TenantScope.of(shop.tenantId())
                .run(() -> jdbc.transact(() -> jdbc.sql("""
                                insert into callback (id, tenant_id, payment_id, affiliation_id, state, due_at,
                                    give_up_at, attempts, fence, created_at, host)
                                select :id, :tenant, id, affiliation_id, 'WAITING', :due, :end, 0, 0, :due, 'backlog.test'
                                from payment where :scope
                                """)
                        .param("id", Ids.bytes(Ids.next()))
                        .param("due", Timestamp.from(clock.instant().minus(since)))
                        .param("end", Timestamp.from(clock.instant().plus(Duration.ofDays(1))))
                        .update()));
    }

    /** Copies of one row, each with an id of its own. */
    private void multiply(String table, String... unique) {
        var columns = jdbc.inTransaction(
                () -> jdbc.sql("select column_name from information_schema.columns where table_schema = database()"
                                + " and table_name = :table and column_name <> 'id'")
                        .param("table", table)
                        .query(String.class)
                        .list());
        var values = String.join(", ", columns);
        for (var it : unique) {
            values = values.replace(it, "unhex(left(sha2(concat(hex(id), :round), 256), 32))");
        }
        for (var round = 0; round < DOUBLED; round++) {
            var number = round;
            var sql = "insert into " + table + " (id, " + String.join(", ", columns)
                    + ") select unhex(left(sha2(concat(hex(id), :round), 256), 32)), " + values + " from " + table
                    + " where :scope";
            TenantScope.of(busy.tenantId())
                    .run(() -> jdbc.transact(
                            () -> jdbc.sql(sql).param("round", number).update()));
        }
    }

    private void within(Affiliation shop, String sql) {
        TenantScope.of(shop.tenantId())
                .run(() -> jdbc.transact(() -> jdbc.sql(sql).update()));
    }
}
