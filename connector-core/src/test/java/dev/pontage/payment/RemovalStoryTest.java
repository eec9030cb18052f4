package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.policy.MethodPolicy;
import dev.pontage.policy.Policies;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** What may have been left at the acquirer is removed in time, as often as it takes, or people are asked to. */
class RemovalStoryTest extends EngineStory {
    private final ScriptedPlugin replaying;
    private final ScriptedPlugin blind;
    private final Policies policies;

    RemovalStoryTest(
            Parts parts,
            @Qualifier("replaying") ScriptedPlugin replaying,
            @Qualifier("blind") ScriptedPlugin blind,
            Policies policies) {
        super(parts);
        this.replaying = replaying;
        this.blind = blind;
        this.policies = policies;
    }

    @BeforeEach
    void begin_with_others_that_approve() {
        blind.reset();
        replaying.reset();
    }

    @Test
    void paid_after_a_removal_that_was_refused_is_given_back() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize =
                it -> Authorization.Pending.show(Identifiers.tid("pix-" + key), new NextStep.ShowCode("0002"));
        authorize(Orders.pix(key, 500));
        blind.cancel = it -> new Change.Refused(new Decline("x", "nothing to cancel yet", Decline.Kind.HARD));
        clock.advance(Duration.ofSeconds(1801));
        resolveWhatIsDue();
        resolveWhatIsDue();
        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(blind.cancels).hasValue(1);
        blind.cancel = ScriptedPlugin::done;
        hear(key, paid());
        assertThat(current().review()).hasValue(Outcomes.PAID_TOO_LATE);
        clock.advance(Duration.ofMinutes(11));
        resolveWhatIsDue();
        clock.advance(Duration.ofDays(1));
        resolveWhatIsDue();

        assertThat(blind.cancels).hasValue(2);
    }

    @Test
    void paid_between_the_answer_to_a_void_and_its_conclusion_is_voided_once_more() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        change(Orders.cancel(key, "c1"));
        clock.advance(Duration.ofSeconds(6));
        acquirer.cancel = it -> {
            CompletableFuture.supplyAsync(() -> hear(key, paid())).join();
            return ScriptedPlugin.done(it);
        };
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));
        resolveWhatIsDue();
        resolveWhatIsDue();
        acquirer.cancel = ScriptedPlugin::done;
        for (var i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(11));
            resolveWhatIsDue();
        }

        assertThat(current().review()).hasValue(Outcomes.PAID_TOO_LATE);
        assertThat(acquirer.cancels).hasValueGreaterThan(1);
    }

    @Test
    void what_is_paid_again_and_again_is_given_back_by_hand_at_last() {
        pendingPix();
        acquirer.inquire = it -> new Inquiry.Unknown();
        clock.advance(Duration.ofSeconds(1801));
        resolveWhatIsDue();
        resolveWhatIsDue();
        for (var i = 0; i < 3; i++) {
            hear(key, paid());
            clock.advance(Duration.ofMinutes(11));
            acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.NONE));
            resolveWhatIsDue();
        }
        reviewed();
        hear(key, paid());
        clock.advance(Duration.ofMinutes(11));
        resolveWhatIsDue();

        assertThat(current().review()).hasValueSatisfying(it -> assertThat(it).contains("give it back by hand"));
    }

    @Test
    void a_half_known_sale_in_review_is_voided_when_its_time_is_over() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 10_000));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        clock.advance(Duration.ofDays(31));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(blind.cancels.get()).isPositive();
    }

    @Test
    void a_sale_whose_replay_window_is_over_is_left_to_a_person() {
        shop = merchants.fresh("replaying").affiliation();
        policies.change(
                shop,
                replaying.descriptor(),
                List.of(new MethodPolicy(
                        "Visa", true, Optional.of(2_592_000), Optional.empty(), Optional.empty(), Optional.empty())));
        replaying.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 500));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        clock.advance(Duration.ofDays(8));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().isExpired(clock.instant())).isFalse();
        assertThat(current().status()).isEqualTo(PaymentStatus.RECEIVED);
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_half_known_sale_that_only_a_repeat_could_tell_of_is_voided_soon_after_its_cancel() {
        shop = merchants.fresh("replaying").affiliation();
        replaying.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 10_000));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        for (var i = 0; i < 60; i++) {
            clock.advance(Duration.ofMinutes(1));
            resolveWhatIsDue();
        }

        assertThat(replaying.cancels.get()).isPositive();
    }
}
