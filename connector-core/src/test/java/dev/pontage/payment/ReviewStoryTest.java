package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.Reviews.Found;
import dev.pontage.payment.Reviews.Open;
import dev.pontage.payment.Reviews.Word;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** What a person says who has looked. */
class ReviewStoryTest extends EngineStory {
    private final ScriptedPlugin blind;

    ReviewStoryTest(Parts parts, @Qualifier("blind") ScriptedPlugin blind) {
        super(parts);
        this.blind = blind;
    }

    @BeforeEach
    void begin_with_one_that_cannot_be_asked() {
        blind.reset();
    }

    private Optional<Payment> close(String read) {
        return in(() -> reviews.close(current(), new Word(Optional.of(read), "ana", "seen in their list")));
    }

    private void flag(String why) {
        in(() -> {
            journal.note(current(), "acquirer", why, true);
            return 0;
        });
    }

    @Test
    void closing_a_review_does_not_close_what_came_after_the_person_had_read_it() {
        authorize(Orders.visa(key, 10_000));
        flag("the first reason");
        var read = current().review().orElseThrow();
        hear(key, new WebhookEvent.Authorized(Authorization.Denied.of(new Decline("x", "no", Decline.Kind.HARD))));
        var later = current().review();
        assertThat(later).isNotEqualTo(Optional.of(read));

        assertThat(close(read)).isEmpty();
        assertThat(current().review()).isEqualTo(later);

        assertThat(close(later.orElseThrow())).isPresent();
        assertThat(current().review()).isEmpty();
    }

    @Test
    void a_reason_of_several_lines_is_the_same_when_a_form_has_sent_it_back() {
        authorize(Orders.visa(key, 10_000));
        flag("The acquirer said:\nno");

        assertThat(close("The acquirer said:\r\nno")).isPresent();
    }

    @Test
    void who_has_looked_and_why_stands_on_the_time_line() {
        authorize(Orders.visa(key, 10_000));
        flag("a reason");
        close("a reason");

        assertThat(in(() -> payments.timeline(current().id())))
                .anySatisfy(it -> assertThat(it.summary()).isEqualTo("Reviewed by ana: seen in their list"));
    }

    /** Settles a half of it, and nobody knows what became of that. */
    private void settlementInReview() {
        shop = merchants.fresh("blind").affiliation();
        authorize(Orders.visa(key, 10_000));
        blind.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.settle(key, "s1", "50.00"));
        lookInVain();
        blind.settle = ScriptedPlugin::done;
    }

    private void saleInReview() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 10_000));
        lookInVain();
    }

    private void lookInVain() {
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        assertThat(current().review()).hasValue(Outcomes.NEVER_TOLD);
    }

    private Map<UUID, Found> all(Found found) {
        return in(() -> reviews.open(current())).stream().collect(Collectors.toMap(Open::id, it -> found));
    }

    private Optional<Payment> close(Map<UUID, Found> found) {
        return in(() -> reviews.close(current(), new Word(current().review(), found, "ana", "seen in their list")));
    }

    private static void assertAtRest(Payment payment) {
        assertThat(payment.review()).isEmpty();
        assertThat(payment.inDoubt()).isFalse();
        assertThat(payment.settling().minor()).isZero();
    }

    @Test
    void a_settlement_that_was_carried_out_counts_and_its_repeat_is_answered_so() {
        settlementInReview();
        assertThat(in(() -> reviews.open(current())))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.kind() + " " + it.amount().plain()).startsWith("settle 50.00"));
        close(all(Found.DONE));

        assertAtRest(current());
        assertThat(current().settled().minor()).isEqualTo(5_000);
        assertThat(change(Orders.settle(key, "s1", "50.00"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(blind.settlements).hasValue(1);
    }

    @Test
    void a_settlement_that_was_not_carried_out_is_free_again_and_its_repeat_is_sent() {
        settlementInReview();
        close(all(Found.NOT_DONE));

        assertAtRest(current());
        assertThat(current().settled().minor()).isZero();
        assertThat(change(Orders.settle(key, "s1", "50.00"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(blind.settlements).hasValue(2);
    }

    @Test
    void what_is_still_unknown_stays_in_the_list() {
        settlementInReview();
        assertThat(close(all(Found.UNKNOWN))).isPresent();

        assertThat(current().review()).hasValue(Outcomes.NEVER_TOLD);
        assertThat(current().settling().minor()).isEqualTo(5_000);
    }

    @Test
    void what_is_known_by_now_is_not_overruled() {
        settlementInReview();
        var found = all(Found.NOT_DONE);
        close(all(Found.DONE));

        assertThat(close(found)).isEmpty();
        assertThat(current().settled().minor()).isEqualTo(5_000);
    }

    @Test
    void one_of_two_that_is_found_out_leaves_the_other_in_the_list() {
        settlementInReview();
        var first = all(Found.DONE);
        blind.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.settle(key, "s2", "30.00"));
        lookInVain();
        close(first);

        assertThat(current().settled().minor()).isEqualTo(5_000);
        assertThat(current().settling().minor()).isEqualTo(3_000);
        assertThat(current().review()).isPresent();
        assertThat(current().inDoubt()).isTrue();
        close(all(Found.NOT_DONE));
        assertAtRest(current());
    }

    @Test
    void a_cancel_that_was_carried_out_ends_the_payment() {
        shop = merchants.fresh("blind").affiliation();
        authorize(Orders.visa(key, 10_000));
        blind.cancel = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.cancel(key, "c1"));
        lookInVain();
        close(all(Found.DONE));

        assertAtRest(current());
        assertThat(current().status()).isEqualTo(PaymentStatus.CANCELLED);
    }

    @Test
    void a_sale_that_was_not_carried_out_is_denied_and_vtex_is_told() {
        saleInReview();
        close(all(Found.NOT_DONE));
        clock.advance(Duration.ofMinutes(1));
        resolveWhatIsDue();

        assertAtRest(current());
        assertThat(current().status()).isEqualTo(PaymentStatus.DENIED);
        assertThat(dueCallbacks()).containsExactly(key);
        assertThat(blind.cancels).hasValue(0);
    }

    @Test
    void a_sale_that_is_there_is_denied_and_removed() {
        saleInReview();
        close(all(Found.DONE));
        clock.advance(Duration.ofMinutes(1));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.DENIED);
        assertThat(dueCallbacks()).containsExactly(key);
        assertThat(blind.cancels).hasValue(1);
    }
}
