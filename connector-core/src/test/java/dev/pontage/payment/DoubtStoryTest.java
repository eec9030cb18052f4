package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of what nobody knows. */
class DoubtStoryTest extends EngineStory {
    DoubtStoryTest(Parts parts) {
        super(parts);
    }

    @Test
    void a_lost_answer_is_in_doubt_and_found_by_asking() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        assertThat(authorize(Orders.visa(key, 3190)).inDoubt()).isTrue();

        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.of("a1", "t1", "n1")));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().inDoubt()).isFalse();
        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void a_look_up_that_died_with_its_node_is_taken_up_as_soon_as_the_node_is_back() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        clock.advance(Duration.ofSeconds(6));
        in(() -> claims.takeDue(100));
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.of("a1", "t1", "n1")));

        TenantScope.all().run(claims::freeOwn);
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void a_look_up_that_is_over_is_not_taken_up_again_because_its_node_comes_back() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        var asked = acquirer.inquiries.get();

        TenantScope.all().run(claims::freeOwn);
        resolveWhatIsDue();

        assertThat(acquirer.inquiries).hasValue(asked);
    }

    @Test
    void not_found_is_believed_only_the_second_time_after_the_settling_time() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        acquirer.authorize = ScriptedPlugin::approved;
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("undefined");
        assertThat(acquirer.authorizations).hasValue(1);

        clock.advance(Duration.ofMinutes(3));
        resolveWhatIsDue();

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("approved");
        assertThat(acquirer.authorizations).hasValue(2);
    }

    @Test
    void what_was_not_found_before_says_nothing_about_a_sale_that_is_sent_once_more() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        clock.advance(Duration.ofMinutes(3));
        resolveWhatIsDue();
        authorize(Orders.visa(key, 3190));
        assertThat(acquirer.authorizations).hasValue(2);

        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        authorize(Orders.visa(key, 3190));

        assertThat(current().inDoubt()).isTrue();
        assertThat(acquirer.authorizations).hasValue(2);
    }

    @Test
    void an_earlier_attempts_refusal_does_not_free_what_is_on_its_way_once_more() {
        authorize(Orders.visa(key, 10_000));
        var no = new Change.Refused(new Decline("51", "no", Decline.Kind.SOFT));
        acquirer.settle = it -> no;
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        acquirer.inquire = it -> new Inquiry.Changed(no);
        change(Orders.settle(key, "s1", "100.00"));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(change(Orders.settle(key, "s2", "40.00")).code()).isEqualTo("over-amount");

        clock.advance(Duration.ofMinutes(3));
        resolveWhatIsDue();
        acquirer.settle = it -> Change.Done.of("psp-1");
        assertThat(change(Orders.settle(key, "s2", "40.00"))).isInstanceOf(ChangeAnswer.Done.class);
    }

    @Test
    void an_acquirer_that_cannot_be_asked_leaves_the_payment_to_a_person() {
        shop = merchants.fresh("mute").affiliation();
        mute.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));

        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(current().review()).isPresent();
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("undefined");
        assertThat(mute.authorizations).hasValue(1);
    }

    @Test
    void a_pix_that_nobody_pays_expires_and_is_removed() {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("00020126"));
        acquirer.inquire = it -> new Inquiry.Authorized(
                Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("00020126")));
        authorize(Orders.pix(key, 500));

        clock.advance(Duration.ofSeconds(1801));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(acquirer.cancels).hasValue(1);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void what_a_person_should_see_for_another_reason_is_still_to_be_seen_when_the_payment_is_paid() {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("00020126"));
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.of("a1", "t", "n1")));
        authorize(Orders.pix(key, 500));
        authorize(Orders.pix(key, 999));

        clock.advance(Duration.ofMinutes(10));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().review().orElseThrow()).contains("5.00", "9.99");
    }

    @Test
    void a_settlement_in_doubt_is_reserved_until_the_acquirer_tells() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        assertThat(change(Orders.settle(key, "s1", "100.00")).code()).isEqualTo("in-doubt");
        assertThat(change(Orders.settle(key, "s2", "40.00")).code()).isEqualTo("over-amount");
        acquirer.inquire = it -> new Inquiry.Changed(dev.pontage.spi.payment.Change.Done.of("cap-1"));

        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(change(Orders.settle(key, "s1", "100.00")))
                .isInstanceOfSatisfying(
                        ChangeAnswer.Done.class, it -> assertThat(it.id()).isEqualTo("cap-1"));
        assertThat(acquirer.settlements).hasValue(1);
    }

    @Test
    void an_approval_that_comes_after_the_cancel_is_voided_and_shown_to_staff() throws Exception {
        var hold = saleThatTakesLong();
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        var onTheirWay = inFlight.all();
        hold.countDown();
        conclude(onTheirWay);
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.CANCELLED);
        assertThat(current().review()).isPresent();
        assertThat(acquirer.cancels).hasValue(1);
    }

    @Test
    void a_lease_that_is_renewed_does_not_let_a_cancelled_sale_leave_after_all() {
        var hold = saleThatTakesLong();
        var onItsWay = inFlight.all();
        change(Orders.cancel(key, "c1"));
        onItsWay.forEach(it -> TenantScope.of(shop.tenantId()).run(() -> claims.renew(it)));

        assertThat(onItsWay).isNotEmpty().noneMatch(it -> it.maySend(clock.instant()));
        hold.countDown();
        conclude(onItsWay);
    }

    @Test
    void a_node_that_stood_still_sees_that_another_has_cancelled_its_sale() {
        var hold = saleThatTakesLong();
        var onItsWay = inFlight.all();
        var sale = onItsWay.getFirst().operation;
        var before = in(() -> journal.isWanted(sale));
        change(Orders.cancel(key, "c1"));

        assertThat(before).isTrue();
        assertThat(in(() -> journal.isWanted(sale))).isFalse();
        assertThat(onItsWay.getFirst().isFresh(clock.instant())).isTrue();
        assertThat(onItsWay.getFirst().isFresh(clock.instant().plusSeconds(1))).isFalse();
        hold.countDown();
        conclude(onItsWay);
    }

    @Test
    void staff_are_warned_of_a_refund_that_stays_open_before_vtex_stops_asking() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("psp-1");
        acquirer.inquire = it -> new Inquiry.Changed(Change.InProgress.of("psp-1"));
        change(Orders.refund(key, "r1", "100.00"));

        clock.advance(Duration.ofHours(6));
        resolveWhatIsDue();
        var early = current().review();
        clock.advance(Duration.ofHours(7));
        resolveWhatIsDue();

        assertThat(early).isEmpty();
        assertThat(current().review().orElseThrow()).startsWith("A refund is open since");
    }

    @Test
    void a_refund_of_an_old_payment_is_asked_for_and_warned_of_within_the_day() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        clock.advance(Duration.ofDays(30));
        acquirer.refund = it -> Change.InProgress.of("psp-1");
        acquirer.inquire = it -> new Inquiry.Changed(Change.InProgress.of("psp-1"));
        change(Orders.refund(key, "r1", "100.00"));

        for (var hour = 1; hour <= 12; hour++) {
            clock.advance(Duration.ofHours(1));
            resolveWhatIsDue();
        }

        assertThat(acquirer.inquiries.get()).isGreaterThan(5);
        assertThat(current().review().orElseThrow()).startsWith("A refund is open since");
    }

    @Test
    void a_node_that_lost_its_lease_writes_nothing_any_more() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.settle(key, "s1", "100.00"));
        clock.advance(Duration.ofSeconds(6));
        var slow = in(() -> claims.takeDue(100)).getFirst();
        clock.advance(Duration.ofMinutes(2));
        var quick = in(() -> claims.takeDue(100)).getFirst();

        var done = Outcomes.done(slow, "psp-1", "", book -> {});
        assertThat(in(() -> journal.conclude(quick, payment -> done, java.util.List.of(), false)))
                .isPresent();
        assertThat(in(() -> journal.conclude(slow, payment -> done, java.util.List.of(), false)))
                .isEmpty();
        assertThat(current().settled().minor()).isEqualTo(10_000);
    }

    /** VTEX has left; the acquirer answers when it is let go. */
    private CountDownLatch saleThatTakesLong() {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            return ScriptedPlugin.approved(it);
        };
        in(() -> engine.authorize(shop, Orders.visa(key, 3190), Duration.ofMillis(200)));
        return hold;
    }
}
