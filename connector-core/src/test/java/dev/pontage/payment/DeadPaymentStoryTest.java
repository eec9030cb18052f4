package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** Nothing makes a dead payment alive again, and what it left at the acquirer is removed or seen. */
class DeadPaymentStoryTest extends EngineStory {
    private final ScriptedPlugin blind;

    DeadPaymentStoryTest(Parts parts, @Qualifier("blind") ScriptedPlugin blind) {
        super(parts);
        this.blind = blind;
    }

    @BeforeEach
    void begin_with_others_that_approve() {
        blind.reset();
    }

    /** Its time is over, and the acquirer cannot say whether it was paid. */
    private void expiredPix() {
        pendingPix();
        acquirer.inquire = it -> new Inquiry.Unknown();
        clock.advance(Duration.ofSeconds(1801));
    }

    @Test
    void a_cancel_of_an_unpaid_pix_that_fails_later_does_not_make_it_paid() {
        pendingPix();
        acquirer.cancel = it -> Change.InProgress.of("cancel-1");
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        hear("cancel-1", new WebhookEvent.Changed("cancel-1", no()));

        assertThat(current().status().word()).as("%s", current().status()).isNotEqualTo("approved");
    }

    @Test
    void a_void_that_fails_later_does_not_make_a_dead_payment_approved() {
        pendingPix();
        clock.advance(Duration.ofSeconds(1801));
        acquirer.inquire = it ->
                new Inquiry.Authorized(Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("0002")));
        acquirer.cancel = it -> Change.InProgress.of("void-1");
        resolveWhatIsDue();
        resolveWhatIsDue();
        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        hear("void-1", new WebhookEvent.Changed("void-1", no()));

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(authorize(Orders.pix(key, 500)).status().word()).isEqualTo("denied");
    }

    @Test
    void a_half_known_sale_in_review_is_voided_when_its_payment_is_cancelled() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 10_000));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        clock.advance(Duration.ofDays(1));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(blind.cancels.get()).isPositive();
    }

    @Test
    void a_void_that_the_acquirer_has_taken_in_is_asked_about_and_not_sent_again() {
        shop = in(() -> merchants
                .affiliations()
                .countAccepted(shop.id(), shop.accepted().with(Map.of("cancel", "pending"))));
        acquirer.cancel = it -> Change.InProgress.of("void-1");
        pendingPix();
        acquirer.inquire = it -> new Inquiry.Unknown();
        clock.advance(Duration.ofSeconds(1801));
        resolveWhatIsDue();
        resolveWhatIsDue();
        assertThat(acquirer.cancels).hasValue(1);

        acquirer.inquire = it -> new Inquiry.Gone("removed");
        clock.advance(Duration.ofDays(1));
        resolveWhatIsDue();

        assertThat(acquirer.cancels).hasValue(1);
    }

    @Test
    void a_void_that_is_refused_by_webhook_is_followed_up() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        change(Orders.cancel(key, "c1"));
        clock.advance(Duration.ofSeconds(6));
        acquirer.cancel = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        resolveWhatIsDue();
        resolveWhatIsDue();
        var ours = in(() -> journal.operation(current().id(), Operation.Kind.VOID, "void"))
                .orElseThrow();
        var effect = hear(key, new WebhookEvent.Changed(ours.key(), no()));
        acquirer.cancel = ScriptedPlugin::done;
        var before = acquirer.cancels.get() + acquirer.inquiries.get();
        clock.advance(Duration.ofDays(1));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(acquirer.cancels.get() + acquirer.inquiries.get())
                .as("followed up after %s", effect)
                .isGreaterThan(before);
    }

    @Test
    void an_expired_pix_that_was_paid_and_cannot_be_given_back_is_shown_to_staff() {
        expiredPix();
        resolveWhatIsDue();
        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        acquirer.cancel = it -> new Change.Refused(new Decline("x", "paid already", Decline.Kind.HARD));
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));
        for (var i = 0; i < 6; i++) {
            clock.advance(Duration.ofMinutes(11));
            resolveWhatIsDue();
        }

        assertThat(current().review())
                .as("staff see that a dead payment was paid")
                .isPresent();
    }

    @Test
    void a_paid_pix_found_after_its_expiry_is_shown_to_staff_when_it_is_given_back() {
        expiredPix();
        acquirer.cancel = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        resolveWhatIsDue();
        resolveWhatIsDue();
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));
        acquirer.cancel = ScriptedPlugin::done;
        clock.advance(Duration.ofMinutes(11));
        resolveWhatIsDue();

        assertThat(acquirer.cancels).hasValue(2);
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_void_that_the_acquirer_cannot_do_after_all_is_shown_to_staff() {
        expiredPix();
        acquirer.cancel = it -> new Change.Unsupported();
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(acquirer.cancels).hasValue(1);
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_pix_whose_node_died_has_nothing_to_show_and_is_denied() {
        var command = Orders.pix(key, 500);
        in(() -> journal.beginCreate(
                new PaymentRows.Name(shop.tenantId(), shop.connectorId(), key),
                () -> PaymentDrafts.received(
                        shop, Optional.empty(), command, new dev.pontage.policy.Delays(1800, 0, 0), clock.instant()),
                PaymentDrafts.fingerprint(command),
                new RepeatRules() {
                    @Override
                    public Optional<String> callbackUrl() {
                        return command.callbackUrl();
                    }

                    @Override
                    public boolean mayReopen(Payment payment, Operation operation, Instant at) {
                        return false;
                    }
                }));
        clock.advance(Duration.ofSeconds(16));

        var repeat = authorize(Orders.pix(key, 500));

        assertThat(repeat.status()).isEqualTo(PaymentStatus.DENIED);
    }

    @Test
    void a_denied_pix_is_answered_the_same_when_its_call_breaks_down_later() {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            throw AcquirerException.inDoubt("cut off");
        };
        var first = in(() -> engine.authorize(shop, Orders.pix(key, 500), Duration.ofMillis(200)));
        assertThat(first.status()).isEqualTo(PaymentStatus.DENIED);
        var onTheirWay = inFlight.all();
        hold.countDown();
        conclude(onTheirWay);
        var repeat = authorize(Orders.pix(key, 500));

        assertThat(repeat.code()).isEqualTo(first.code());
        assertThat(repeat.message()).isEqualTo(first.message());
    }
}
