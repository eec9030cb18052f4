package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.limit.NodeId;
import dev.pontage.spi.AcquirerException;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** Who holds what, and what becomes of an answer whose holder was away for longer than his lease. */
class LostLeaseStoryTest extends EngineStory {
    private final ScriptedPlugin blind;
    private final TenantJdbc jdbc;
    private final DoubtResolver looks;

    LostLeaseStoryTest(
            Parts parts,
            @Qualifier("blind") ScriptedPlugin blind,
            @Qualifier("paymentsJdbc") TenantJdbc jdbc,
            DoubtResolver looks) {
        super(parts);
        this.blind = blind;
        this.jdbc = jdbc;
        this.looks = looks;
    }

    @BeforeEach
    void begin_with_an_acquirer_that_cannot_be_asked() {
        blind.reset();
        shop = merchants.fresh("blind").affiliation();
    }

    /** Another node takes up whatever is due. */
    private void anotherNodeLooks() {
        var others = new Claims(jdbc, new NodeId(""), new InFlight(), clock);
        in(() -> others.takeDue(100))
                .forEach(it -> TenantScope.of(shop.tenantId()).run(() -> looks.resolve(it)));
    }

    /** A sale on its way that ends when it is let go. */
    private List<InFlight.Call> saleUntil(CountDownLatch hold) {
        blind.authorize = it -> {
            await(hold);
            return ScriptedPlugin.approved(it);
        };
        in(() -> engine.authorize(shop, Orders.visa(key, 3190), Duration.ofMillis(200)));
        return inFlight.all();
    }

    @Test
    void a_call_that_lives_is_not_taken_up_by_its_own_node() {
        var hold = new CountDownLatch(1);
        var onItsWay = saleUntil(hold);
        // The database was away, so nothing was renewed; it is back, and the looks come before the renewals.
        clock.advance(Duration.ofSeconds(16));
        resolveWhatIsDue();
        hold.countDown();
        conclude(onItsWay);

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().review()).isEmpty();
    }

    @Test
    void an_approval_is_heard_although_another_node_has_taken_the_sale_over() {
        var hold = new CountDownLatch(1);
        var onItsWay = saleUntil(hold);
        clock.advance(Duration.ofSeconds(16));
        anotherNodeLooks();
        assertThat(current().review()).isPresent();
        hold.countDown();
        conclude(onItsWay);

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().review()).isEmpty();
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void a_refund_that_was_carried_out_is_known_although_another_node_has_taken_it_over() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s", "100.00"));
        var hold = new CountDownLatch(1);
        blind.refund = it -> {
            await(hold);
            return ScriptedPlugin.done(it);
        };
        in(() -> engine.change(shop, Orders.refund(key, "r", "50.00"), Duration.ofMillis(200)));
        var onItsWay = inFlight.all();
        clock.advance(Duration.ofSeconds(16));
        anotherNodeLooks();
        hold.countDown();
        conclude(onItsWay);

        assertThat(change(Orders.refund(key, "r", "50.00"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(current().refunded().minor()).isEqualTo(5_000);
    }

    private Operation settlementThatIsLookedAt() {
        shop = merchants.fresh("scripted").affiliation();
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.settle(key, "s1", "100.00"));
        clock.advance(Duration.ofSeconds(6));
        return in(() -> claims.takeDue(100)).getFirst();
    }

    @Test
    void asking_now_overtakes_a_look_that_may_have_asked_too_early() {
        var held = settlementThatIsLookedAt();

        assertThat(in(() -> claims.takeNow(held.paymentId()))).hasSize(1);
        assertThat(in(() -> journal.conclude(held, it -> Outcomes.notDone(held, "51", "not yet"), List.of(), true)))
                .isEmpty();
    }

    @Test
    void what_was_concluded_is_not_taken_up_by_one_who_read_it_before() {
        var held = settlementThatIsLookedAt();
        var read = in(() -> journal.operation(held.id())).orElseThrow();
        in(() -> journal.conclude(held, it -> Outcomes.done(held, "psp-1", "", book -> {}), List.of(), true));
        var taken = in(() -> jdbc.inTransaction(() -> new OperationRows(jdbc)
                .take(read, read.state(), UUID.randomUUID(), UUID.randomUUID(), clock.instant())));

        assertThat(taken).isFalse();
        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Done.class);
    }
}
