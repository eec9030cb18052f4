package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.AcquirerNews.Effect;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What acquirers and payment apps tell by themselves: late, twice, out of order. */
class LateTruthStoryTest extends EngineStory {
    LateTruthStoryTest(Parts parts) {
        super(parts);
    }

    private Effect hear(WebhookEvent.News told) {
        return hear(key, told);
    }

    private String settledUnder(String request) {
        return ((ChangeAnswer.Done) change(Orders.settle(key, request, "100.00"))).id();
    }

    @Test
    void a_pix_that_is_paid_is_approved_and_vtex_is_called() {
        pendingPix();

        assertThat(hear(paid())).isEqualTo(Effect.APPLIED);

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().identifiers().tid()).contains("pix-" + key);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void the_same_news_twice_is_nothing_new() {
        pendingPix();
        hear(paid());

        assertThat(hear(paid())).isEqualTo(Effect.NOTHING_NEW);
    }

    @Test
    void news_of_a_payment_that_is_not_there_is_kept_for_later() {
        assertThat(hear("nobody-knows", paid())).isEqualTo(Effect.NO_PAYMENT_YET);
    }

    @Test
    void a_hint_that_comes_while_the_sale_is_on_its_way_must_come_again() {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            return Authorization.Pending.show(Identifiers.tid("pix-" + key), new NextStep.ShowCode("0002"));
        };
        in(() -> engine.authorize(shop, Orders.visa(key, 3190), java.time.Duration.ofMillis(100)));
        var onTheirWay = inFlight.all();

        assertThat(hear(new WebhookEvent.Hint())).isEqualTo(Effect.NO_PAYMENT_YET);
        hold.countDown();
        conclude(onTheirWay);

        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));
        assertThat(hear(new WebhookEvent.Hint())).isEqualTo(Effect.APPLIED);
        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void news_never_overtakes_a_call_that_is_on_its_way() {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            return dev.pontage.world.ScriptedPlugin.approved(it);
        };
        in(() -> engine.authorize(shop, Orders.visa(key, 3190), java.time.Duration.ofMillis(100)));
        var onTheirWay = inFlight.all();

        assertThat(hear(paid())).isEqualTo(Effect.NO_PAYMENT_YET);
        hold.countDown();
        conclude(onTheirWay);

        assertThat(current().identifiers().tid().orElseThrow())
                .startsWith("tid-")
                .isNotEqualTo("tid-late");
        assertThat(hear(paid())).isEqualTo(Effect.NOTHING_NEW);
    }

    @Test
    void paid_after_the_cancel_is_removed_at_the_acquirer_and_shown_to_staff() {
        pendingPix();
        change(Orders.cancel(key, "c1"));
        acquirer.reset();

        hear(paid());
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.CANCELLED);
        assertThat(current().review()).isPresent();
        assertThat(acquirer.cancels).hasValue(1);
    }

    @Test
    void an_old_approval_that_arrives_after_the_cancel_moves_nothing() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.cancel(key, "c1"));

        assertThat(hear(paid())).isEqualTo(Effect.NOTHING_NEW);
        assertThat(current().review()).isEmpty();
    }

    @Test
    void a_denial_after_the_approval_does_not_take_it_back_but_is_shown_to_staff() {
        var approved = authorize(Orders.visa(key, 10_000));

        hear(new WebhookEvent.Authorized(Authorization.Denied.of(new Decline("51", "no funds", Decline.Kind.SOFT))));

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().code()).isEqualTo(approved.code());
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_refund_that_was_taken_in_is_done_when_the_acquirer_says_so() {
        authorize(Orders.visa(key, 10_000));
        settledUnder("s1");
        acquirer.refund = it -> Change.InProgress.of("psp-refund-1");
        assertThat(change(Orders.refund(key, "r1", "100.00")).code()).isEqualTo("in-progress");

        assertThat(hear("psp-refund-1", new WebhookEvent.Changed("psp-refund-1", Change.Done.of("psp-refund-1"))))
                .isEqualTo(Effect.APPLIED);

        assertThat(change(Orders.refund(key, "r1", "100.00")))
                .isInstanceOfSatisfying(
                        ChangeAnswer.Done.class, it -> assertThat(it.id()).isEqualTo("psp-refund-1"));
        assertThat(current().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(acquirer.refunds).hasValue(1);
    }

    @Test
    void a_refund_that_the_acquirer_refuses_later_gives_its_amount_free() {
        authorize(Orders.visa(key, 10_000));
        settledUnder("s1");
        acquirer.refund = it -> Change.InProgress.of("psp-refund-1");
        change(Orders.refund(key, "r1", "100.00"));

        hear(new WebhookEvent.Changed(
                "psp-refund-1", new Change.Refused(new Decline("x", "too old", Decline.Kind.HARD))));

        assertThat(current().refundable().minor()).isEqualTo(10_000);
        assertThat(current().status()).isEqualTo(PaymentStatus.SETTLED);
    }

    private void countAccepted(String kind, String choice) {
        shop = in(() -> merchants
                .affiliations()
                .countAccepted(shop.id(), shop.accepted().with(Map.of(kind, choice))));
    }

    @Test
    void a_merchant_may_have_refunds_that_were_taken_in_count_as_done() {
        authorize(Orders.visa(key, 10_000));
        settledUnder("s1");
        countAccepted("refund", "done");
        acquirer.refund = it -> Change.InProgress.of("psp-refund-1");

        assertThat(change(Orders.refund(key, "r1", "100.00"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(current().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void a_merchant_may_have_settlements_wait_until_the_acquirer_has_done_them() {
        authorize(Orders.visa(key, 10_000));
        countAccepted("settle", "pending");
        acquirer.settle = it -> Change.InProgress.of("capture-1");
        assertThat(change(Orders.settle(key, "s1", "100.00")).code()).isEqualTo("in-progress");
        assertThat(current().settled().minor()).isZero();

        hear("capture-1", new WebhookEvent.Changed("capture-1", Change.Done.of("capture-1")));

        assertThat(change(Orders.settle(key, "s1", "100.00")))
                .isInstanceOfSatisfying(
                        ChangeAnswer.Done.class, it -> assertThat(it.id()).isEqualTo("capture-1"));
        assertThat(current().status()).isEqualTo(PaymentStatus.SETTLED);
    }

    @Test
    void a_settlement_that_fails_after_all_is_taken_back_and_shown_but_answered_as_before() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> Change.InProgress.of("capture-1");
        var answered = change(Orders.settle(key, "s1", "100.00"));

        hear(new WebhookEvent.Reversed("capture-1", "capture failed"));

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().settled().minor()).isZero();
        assertThat(current().review()).isPresent();
        assertThat(change(Orders.settle(key, "s1", "100.00"))).isEqualTo(answered);
    }

    @Test
    void a_settlement_is_not_taken_back_beneath_a_refund() {
        authorize(Orders.visa(key, 10_000));
        var id = settledUnder("s1");
        change(Orders.refund(key, "r1", "60.00"));

        hear(new WebhookEvent.Reversed(id, "capture failed"));

        assertThat(current().settled().minor()).isEqualTo(10_000);
        assertThat(current().review().orElseThrow()).contains("refunded already");
    }

    @Test
    void a_refund_that_was_answered_as_failed_and_was_carried_out_counts() {
        authorize(Orders.visa(key, 10_000));
        settledUnder("s1");
        acquirer.refund = it -> {
            throw AcquirerException.notApplied("no way");
        };
        change(Orders.refund(key, "r1", "100.00"));
        var ours = in(() -> journal.operation(current().id(), Operation.Kind.REFUND, "r1"))
                .orElseThrow()
                .key();

        hear(new WebhookEvent.Changed(ours.substring(0, 26), Change.Done.of("psp-9")));

        assertThat(current().refunded().minor()).isEqualTo(10_000);
        assertThat(current().review()).isPresent();
    }

    @Test
    void an_authorization_that_is_gone_at_the_acquirer_expires_and_is_shown() {
        authorize(Orders.visa(key, 10_000));

        hear(new WebhookEvent.Gone("expired there"));

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_hint_makes_us_ask() {
        pendingPix();
        acquirer.inquire =
                it -> new dev.pontage.spi.payment.Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));

        assertThat(hear(new WebhookEvent.Hint())).isEqualTo(Effect.APPLIED);
        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void a_chargeback_is_a_note_for_people() {
        authorize(Orders.visa(key, 10_000));

        hear(new WebhookEvent.Note("chargeback 4853"));

        assertThat(current().review()).contains("chargeback 4853");
        assertThat(in(() -> payments.timeline(current().id())))
                .anyMatch(it -> it.summary().equals("chargeback 4853"));
    }

    @Test
    void another_affiliations_payment_is_not_there() {
        authorize(Orders.visa(key, 10_000));
        var other = merchants.fresh("scripted").affiliation();
        var event = new WebhookEvent("e", new WebhookEvent.Subject(key), paid());

        var effect = dev.pontage.tenant.TenantScope.of(other.tenantId()).call(() -> news.apply(other, event));

        assertThat(effect).isEqualTo(Effect.NO_PAYMENT_YET);
    }

    @Test
    void the_same_message_of_a_payment_app_gets_the_same_reply_and_is_passed_on_once() {
        pendingPix();
        acquirer.inbound = it -> new Inbound.Reply(200, "text/plain", "reply " + System.nanoTime());

        var first = in(() -> news.inbound(shop, key, "m1", "status", "{}"));
        var second = in(() -> news.inbound(shop, key, "m1", "status", "{}"));

        assertThat(second).isEqualTo(first);
        assertThat(acquirer.inbounds).hasValue(1);
    }

    @Test
    void a_shopper_who_reloads_the_return_page_is_authorized_once() {
        pendingPix();
        acquirer.resume = it -> Authorization.Approved.of(Identifiers.of("a", "t", "n"));
        var came = Map.of("PayerID", "P1");

        in(() -> engine.resume(shop, key, came, LONG));
        in(() -> engine.resume(shop, key, came, LONG));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(acquirer.resumes).hasValue(1);
        assertThat(acquirer.cancels).hasValue(0);
    }

    @Test
    void a_return_whose_answer_is_lost_is_found_by_asking_and_not_sent_again() {
        pendingPix();
        acquirer.resume = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        in(() -> engine.resume(shop, key, Map.of("PayerID", "P1"), LONG));
        acquirer.inquire =
                it -> new dev.pontage.spi.payment.Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));

        in(() -> engine.resume(shop, key, Map.of("PayerID", "P1"), LONG));

        assertThat(List.of(acquirer.resumes.get())).containsExactly(1);
        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void an_earlier_attempts_late_refusal_does_not_take_back_what_was_carried_out_since() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> no();
        change(Orders.refund(key, "r1", "100.00"));
        acquirer.refund = ScriptedPlugin::done;
        assertThat(change(Orders.refund(key, "r1", "100.00"))).isInstanceOf(ChangeAnswer.Done.class);
        var ours = in(() -> journal.operation(current().id(), Operation.Kind.REFUND, "r1"))
                .orElseThrow()
                .key();

        hear(ours, new WebhookEvent.Changed(ours, no()));
        var second = change(Orders.refund(key, "r2", "100.00"));

        assertThat(second.code()).isEqualTo("over-refund");
        assertThat(acquirer.refunds).hasValue(2);
        assertThat(current().refunded().minor()).isEqualTo(10_000);
        assertThat(current().review().orElseThrow()).contains("maybe an earlier one");
    }

    @Test
    void a_settlement_that_failed_and_came_about_after_all_is_answered_as_before() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> Change.InProgress.of("psp-1");
        var first = change(Orders.settle(key, "s1", "100.00"));
        hear("psp-1", new WebhookEvent.Reversed("psp-1", "capture failed"));
        hear("psp-1", new WebhookEvent.Changed("psp-1", Change.Done.of("psp-1")));

        assertThat(change(Orders.settle(key, "s1", "100.00"))).isEqualTo(first);
    }

    @Test
    void a_second_authorization_of_the_same_payment_is_shown_to_staff() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        clock.advance(Duration.ofMinutes(3));
        resolveWhatIsDue();
        acquirer.authorize = ScriptedPlugin::approved;
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("approved");
        assertThat(acquirer.authorizations).hasValue(2);
        hear(key, paid());

        assertThat(current().review()).hasValueSatisfying(it -> assertThat(it).contains("second authorization"));
    }
}
