package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.world.ScriptedPlugin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** News and requests in an order that nobody expects. */
@Import(ContraryOrderStoryTest.Interference.class)
class ContraryOrderStoryTest extends EngineStory {
    private static volatile Checkpoints.Listener listener = (payment, kind, step) -> {};

    /** Does something at a named point. */
    @TestConfiguration
    static class Interference {
        @Bean
        @Primary
        Checkpoints.Listener interference() {
            return (payment, kind, step) -> listener.passed(payment, kind, step);
        }
    }

    private final ScriptedPlugin blind;

    ContraryOrderStoryTest(Parts parts, @Qualifier("blind") ScriptedPlugin blind) {
        super(parts);
        this.blind = blind;
    }

    @BeforeEach
    void begin_with_others_that_approve() {
        blind.reset();
        listener = (payment, kind, step) -> {};
    }

    @Test
    void a_second_word_that_a_refund_failed_does_not_free_the_money_of_another() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("psp-1");
        change(Orders.refund(key, "r1", "60.00"));
        hear("psp-1", new WebhookEvent.Reversed("psp-1", "refund failed"));
        acquirer.refund = it -> Change.InProgress.of("psp-2");
        change(Orders.refund(key, "r2", "60.00"));
        assertThat(current().refunding().minor()).isEqualTo(6_000);

        hear("psp-1", new WebhookEvent.Reversed("psp-1", "refund failed"));
        acquirer.refund = it -> Change.InProgress.of("psp-3");
        var third = change(Orders.refund(key, "r3", "60.00"));

        assertThat(acquirer.refunds).as("refunds sent, the third: %s", third).hasValue(2);
        assertThat(current().refunding().minor()).isEqualTo(6_000);
    }

    @Test
    void a_second_word_that_a_refund_failed_is_nothing_new() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("psp-1");
        change(Orders.refund(key, "r1", "60.00"));
        hear("psp-1", new WebhookEvent.Reversed("psp-1", "refund failed"));

        assertThat(hear("psp-1", new WebhookEvent.Reversed("psp-1", "refund failed")))
                .isEqualTo(AcquirerNews.Effect.NOTHING_NEW);
    }

    @Test
    void an_earlier_attempts_reversal_does_not_free_what_is_on_its_way_once_more() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("psp-1");
        change(Orders.refund(key, "r1", "100.00"));
        hear("psp-1", new WebhookEvent.Changed("psp-1", no()));
        acquirer.refund = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.refund(key, "r1", "100.00"));
        assertThat(current().refunding().minor()).isEqualTo(10_000);

        hear("psp-1", new WebhookEvent.Reversed("psp-1", "refund failed"));

        assertThat(current().refunding().minor()).isEqualTo(10_000);
    }

    @Test
    void a_resume_that_answers_after_the_webhook_and_the_settle_voids_nothing() {
        pendingPix();
        var hold = new CountDownLatch(1);
        acquirer.resume = it -> {
            await(hold);
            return Authorization.Approved.of(Identifiers.of("a", "t", "n"));
        };
        in(() -> engine.resume(shop, key, Map.of("PayerID", "P1"), Duration.ofMillis(200)));
        var onTheirWay = inFlight.all();
        hear(key, paid());
        assertThat(change(Orders.settle(key, "s1", "5.00"))).isInstanceOf(ChangeAnswer.Done.class);
        hold.countDown();
        conclude(onTheirWay);
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(acquirer.cancels).as("cancels at the acquirer").hasValue(0);
    }

    @Test
    void nothing_is_settled_while_a_person_must_find_out_whether_it_was_cancelled() {
        shop = merchants.fresh("blind").affiliation();
        authorize(Orders.visa(key, 10_000));
        blind.cancel = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.cancel(key, "c1"));
        assertThat(change(Orders.settle(key, "s1", "100.00")).code()).isEqualTo("cancel-running");
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Failed.class);
        assertThat(blind.settlements).hasValue(0);

        reviewed();
        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Done.class);
    }

    @Test
    void a_payment_that_is_approved_while_its_expiry_is_written_stays_approved() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize = it -> Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("0002"));
        blind.resume = it -> Authorization.Approved.of(Identifiers.of("a", "t", "n"));
        authorize(Orders.pix(key, 500));
        clock.advance(Duration.ofSeconds(1801));
        listener = (paymentKey, kind, step) -> {
            if (paymentKey.equals(key) && kind == Operation.Kind.CREATE && step == Checkpoints.Step.LOOKED) {
                var now = in(() -> engine.resume(shop, key, Map.of("PayerID", "P1"), LONG));
                assertThat(now.status()).isEqualTo(PaymentStatus.AUTHORIZED);
            }
        };
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(blind.cancels).hasValue(0);
    }

    @Test
    void what_the_acquirer_reserved_beyond_the_amount_is_settled_in_steps_as_well() {
        acquirer.authorize = it ->
                new Authorization.Approved(Identifiers.tid("t"), Optional.of(new Money(11_000, "BRL", 2)), "", "");
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "105.00"));

        assertThat(change(Orders.settle(key, "s2", "5.00"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(change(Orders.settle(key, "s3", "0.01"))).isInstanceOf(ChangeAnswer.Failed.class);
    }

    @Test
    void a_cancel_that_failed_and_finds_nothing_left_later_is_answered() {
        authorize(Orders.visa(key, 3190));
        acquirer.cancel = it -> no();
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Failed.class);
        hear(key, new WebhookEvent.Gone("expired there"));

        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
    }

    @Test
    void a_cancel_releases_the_rest_also_when_what_was_settled_has_been_refunded() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "40.00"));
        change(Orders.refund(key, "r1", "40.00"));

        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(acquirer.cancels).hasValue(1);
    }

    @Test
    void a_cancel_that_was_taken_in_is_done_when_the_acquirer_says_that_the_authorization_is_gone() {
        authorize(Orders.visa(key, 10_000));
        shop = in(() -> merchants
                .affiliations()
                .countAccepted(shop.id(), shop.accepted().with(Map.of("cancel", "pending"))));
        acquirer.cancel = it -> Change.InProgress.of("cancel-1");
        acquirer.inquire = it -> new Inquiry.Gone("cancelled");
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Failed.class);
        var event = new WebhookEvent(
                UUID.randomUUID().toString(), new WebhookEvent.Subject(key), new WebhookEvent.Gone("cancelled"));
        in(() -> news.apply(shop, event));
        clock.advance(Duration.ofMinutes(30));
        resolveWhatIsDue();

        assertThat(change(Orders.cancel(key, "c1")))
                .as("%s", current().status())
                .isInstanceOf(ChangeAnswer.Done.class);
    }

    @Test
    void a_payment_is_in_doubt_as_long_as_one_of_its_settlements_is() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.settle(key, "s1", "40.00"));
        acquirer.settle = it -> no();
        change(Orders.settle(key, "s2", "60.00"));

        assertThat(current().inDoubt()).isTrue();
    }

    @Test
    void an_earlier_attempts_late_refusal_does_not_free_what_the_acquirer_has_taken_in_since() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> no();
        change(Orders.refund(key, "r1", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("psp-2");
        change(Orders.refund(key, "r1", "100.00"));
        var ours = in(() -> journal.operation(current().id(), Operation.Kind.REFUND, "r1"))
                .orElseThrow()
                .key();

        hear(ours, new WebhookEvent.Changed(ours, no()));

        assertThat(current().refunding().minor()).isEqualTo(10_000);
    }

    @Test
    void a_return_that_has_not_left_when_the_payment_is_cancelled_does_not_leave() {
        pendingPix();
        acquirer.resume = it -> Authorization.Approved.of(Identifiers.of("a", "t", "n"));
        var answers = new ArrayList<ChangeAnswer>();
        listener = (paymentKey, kind, step) -> {
            if (paymentKey.equals(key) && kind == Operation.Kind.RESUME && step == Checkpoints.Step.CLAIMED) {
                // this node stands still, and the cancel comes in over there
                clock.advance(Duration.ofSeconds(2));
                answers.add(change(Orders.cancel(key, "c1")));
            }
        };
        in(() -> engine.resume(shop, key, Map.of("PayerID", "P1"), LONG));

        assertThat(answers.getFirst()).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(acquirer.resumes).hasValue(0);
    }

    @Test
    void a_sale_does_not_leave_after_another_node_has_answered_its_cancel() {
        var verdicts = new ArrayList<ChangeRules.Verdict>();
        listener = (paymentKey, kind, step) -> {
            if (paymentKey.equals(key) && kind == Operation.Kind.CREATE && step == Checkpoints.Step.CLAIMED) {
                clock.advance(Duration.ofMillis(400));
                // as another node does it: the same transaction, another memory
                verdicts.add(in(() -> journal.beginChange(
                        shop.tenantId(), shop.connectorId(), shop.id(), Orders.cancel(key, "c1"), Abilities.NONE)));
            }
        };
        authorize(Orders.visa(key, 3190));

        assertThat(verdicts.getFirst()).isInstanceOf(ChangeRules.Answered.class);
        assertThat(acquirer.authorizations).hasValue(0);
    }

    @Test
    void paid_after_a_cancel_that_is_to_be_done_by_hand_is_shown_to_staff() {
        shop = merchants.fresh("mute").affiliation();
        mute.authorize = it -> Authorization.Pending.show(Identifiers.tid("pix-" + key), new NextStep.ShowCode("0002"));
        authorize(Orders.pix(key, 500));
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Manual.class);
        hear(key, paid());

        assertThat(current().review()).hasValueSatisfying(it -> assertThat(it).contains("cancel it there by hand"));
    }

    @Test
    void paid_found_long_after_a_cancel_that_failed_is_shown_to_staff() {
        pendingPix();
        acquirer.cancel = it -> {
            throw AcquirerException.notApplied("no route");
        };
        acquirer.inquire = it -> {
            throw AcquirerException.notApplied("no route");
        };
        clock.advance(Duration.ofSeconds(1801));
        clock.advance(Duration.ofHours(6));
        resolveWhatIsDue();
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Failed.class);
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));
        acquirer.cancel = ScriptedPlugin::done;
        clock.advance(Duration.ofDays(1));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().review())
                .hasValueSatisfying(it -> assertThat(it).contains("although VTEX had asked to cancel it"));
    }

    @Test
    void a_cancel_that_a_person_must_find_out_about_is_still_to_be_seen_when_the_payment_is_paid() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize = it -> Authorization.Pending.show(
                Identifiers.tid("t-" + key), new NextStep.Redirect(URI.create("https://bank.test/")));
        authorize(Orders.visa(key, 500));
        blind.cancel = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.cancel(key, "c1"));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        assertThat(current().review()).hasValue(Outcomes.NEVER_TOLD);

        hear(key, paid());

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(change(Orders.settle(key, "s1", "5.00")).code()).isEqualTo("cancel-running");
        assertThat(current().review()).isPresent();
    }
}
