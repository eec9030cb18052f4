package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancels, settlements and refunds, and their sums. */
class ChangeStoryTest extends EngineStory {
    ChangeStoryTest(Parts parts) {
        super(parts);
    }

    @Test
    void a_cancel_of_a_payment_never_seen_denies_a_late_create() {
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("denied");
        assertThat(acquirer.authorizations).hasValue(0);
    }

    @Test
    void a_repeated_settle_gets_the_recorded_answer() {
        authorize(Orders.visa(key, 3190));
        var first = change(Orders.settle(key, "s1", "31.90"));
        var second = change(Orders.settle(key, "s1", "31.90"));

        assertThat(first).isInstanceOf(ChangeAnswer.Done.class).isEqualTo(second);
        assertThat(acquirer.settlements).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40.00", "100.00"})
    void a_settle_after_a_full_settle_answers_the_recorded_also_after_a_refund(String refunded) {
        authorize(Orders.visa(key, 10_000));
        var first = change(Orders.settle(key, "s1", "100.00"));
        change(Orders.refund(key, "r1", refunded));

        assertThat(change(Orders.settle(key, "s2", "100.00"))).isEqualTo(first);
        assertThat(acquirer.settlements).hasValue(1);
    }

    @Test
    void more_than_authorized_is_not_settled() {
        authorize(Orders.visa(key, 3190));

        assertThat(change(Orders.settle(key, "s1", "31.91")).code()).isEqualTo("over-amount");
        assertThat(acquirer.settlements).hasValue(0);
    }

    @Test
    void fifty_refunds_at_once_never_give_back_more_than_was_settled() throws Exception {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        var answers = new ArrayList<ChangeAnswer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<java.util.concurrent.Future<ChangeAnswer>>();
            for (var i = 0; i < 50; i++) {
                var request = "r" + i;
                calls.add(threads.submit(() -> change(Orders.refund(key, request, "6.00"))));
            }
            for (var call : calls) {
                answers.add(call.get());
            }
        }

        assertThat(answers.stream().filter(ChangeAnswer.Done.class::isInstance)).hasSize(16);
        assertThat(current().refunded().minor()).isEqualTo(9_600);
        assertThat(acquirer.refunds).hasValue(16);
    }

    @Test
    void two_equal_refunds_with_different_request_ids_are_both_honoured() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));

        change(Orders.refund(key, "r1", "30"));
        change(Orders.refund(key, "r2", "30"));

        assertThat(current().refunded().minor()).isEqualTo(6_000);
        assertThat(current().status()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
    }

    @Test
    void a_change_that_another_node_carries_out_is_waited_for() {
        authorize(Orders.visa(key, 10_000));
        var request = Orders.settle(key, "s1", "100.00");
        var theirs = begunElsewhere(request);

        try (var other = Executors.newSingleThreadScheduledExecutor()) {
            other.schedule(
                    () -> in(() -> journal.conclude(
                            theirs, it -> Outcomes.done(theirs, "psp-1", "", book -> {}), List.of(), false)),
                    500,
                    TimeUnit.MILLISECONDS);

            assertThat(change(request))
                    .isInstanceOfSatisfying(
                            ChangeAnswer.Done.class, it -> assertThat(it.id()).isEqualTo("psp-1"));
        }
        assertThat(acquirer.settlements).hasValue(0);
    }

    @Test
    void a_repeated_change_tells_the_metadata_that_it_told_and_not_what_came_later() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> new Change.Done("psp-s1", Map.of("metadata.desk", "1", "own", "x"));
        acquirer.refund = it -> new Change.Done("psp-r1", Map.of("metadata.desk", "2"));

        var settled = (ChangeAnswer.Done) change(Orders.settle(key, "s1", "100.00"));
        var refunded = (ChangeAnswer.Done) change(Orders.refund(key, "r1", "100.00"));

        assertThat(settled.metadata()).isEqualTo(Map.of("metadata.desk", "1"));
        assertThat(refunded.metadata()).isEqualTo(Map.of("metadata.desk", "2"));
        assertThat(change(Orders.settle(key, "s1", "100.00"))).isEqualTo(settled);
        assertThat(change(Orders.settle(key, "s2", "100.00"))).isEqualTo(settled);
    }

    @Test
    void a_second_cancel_tells_the_metadata_that_the_first_told() {
        acquirer.settle = it -> new Change.Done("psp-s1", Map.of("metadata.desk", "1"));
        acquirer.refund = it -> new Change.Done("psp-r1", Map.of("metadata.desk", "2"));
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "40.00"));
        var released = (ChangeAnswer.Done) change(Orders.cancel(key, "c1"));
        change(Orders.refund(key, "r1", "40.00"));

        assertThat(released.metadata()).isEqualTo(Map.of("metadata.desk", "1"));
        assertThat(change(Orders.cancel(key, "c2"))).isEqualTo(released);
    }

    @Test
    void a_change_that_another_node_does_not_end_in_time_may_be_repeated() {
        authorize(Orders.visa(key, 10_000));
        var request = Orders.settle(key, "s1", "100.00");
        begunElsewhere(request);

        assertThat(in(() -> engine.change(shop, request, Duration.ofMillis(200)))
                        .code())
                .isEqualTo("in-progress");
        assertThat(acquirer.settlements).hasValue(0);
    }

    private Operation begunElsewhere(ChangeRequest request) {
        var can = new Abilities(Optional.of(acquirer.descriptor()), Map.of());
        return in(() -> (ChangeRules.Begun)
                        journal.beginChange(shop.tenantId(), shop.connectorId(), shop.id(), request, can))
                .operation();
    }

    @Test
    void after_a_partial_settle_a_cancel_releases_the_rest_and_after_a_full_one_it_is_refused() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "40.00"));
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(current().status()).isEqualTo(PaymentStatus.RELEASED);

        var other = UUID.randomUUID().toString();
        authorize(Orders.visa(other, 10_000));
        change(Orders.settle(other, "s1", "100.00"));
        assertThat(change(Orders.cancel(other, "c1")).code()).isEqualTo("already-settled");
    }

    @Test
    void after_a_cancel_nothing_is_settled() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.cancel(key, "c1"));

        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Failed.class);
        assertThat(acquirer.settlements).hasValue(0);
    }

    @Test
    void what_was_refused_is_tried_again_but_never_with_another_amount() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> new Change.Refused(new Decline("later", "Not now.", Decline.Kind.SOFT));
        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Failed.class);
        acquirer.settle = ScriptedPlugin::done;

        assertThat(change(Orders.settle(key, "s1", "40.00")).code()).isEqualTo("differs");
        assertThat(current().settled().minor()).isZero();
        assertThat(current().review().orElseThrow()).contains("100.00", "40.00");

        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(current().settled().minor()).isEqualTo(10_000);
        assertThat(current().settling().minor()).isZero();
    }

    @Test
    void a_refund_after_a_reversed_one_names_its_settlement() {
        authorize(Orders.visa(key, 10_000));
        var settlement = (ChangeAnswer.Done) change(Orders.settle(key, "s1", "100.00"));
        var first = (ChangeAnswer.Done) change(Orders.refund(key, "r1", "100.00"));
        var reversed = new WebhookEvent.Reversed(first.id(), "the bank sent it back");
        in(() -> news.apply(shop, new WebhookEvent("e-" + key, new WebhookEvent.Subject(first.id()), reversed)));
        var from = new ArrayList<Change.Part>();
        acquirer.refund = it -> {
            from.addAll(it.from());
            return ScriptedPlugin.done(it);
        };

        change(Orders.refund(key, "r2", "100.00"));

        assertThat(from).containsExactly(new Change.Part(settlement.id(), new Money(10_000, "BRL", 2)));
    }

    @Test
    void a_repeated_refund_with_another_amount_gets_the_recorded_answer_and_is_flagged() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        var first = change(Orders.refund(key, "r1", "30.00"));

        assertThat(change(Orders.refund(key, "r1", "50.00"))).isEqualTo(first);

        assertThat(current().refunded().minor()).isEqualTo(3_000);
        assertThat(acquirer.refunds).hasValue(1);
        assertThat(current().review().orElseThrow()).contains("30.00", "50.00");
    }

    @Test
    void a_full_settle_under_another_id_while_the_first_is_in_doubt_takes_nothing_more() {
        acquirer.authorize = it ->
                new Authorization.Approved(Identifiers.tid("t"), Optional.of(new Money(20_000, "BRL", 2)), "", "");
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.settle = ScriptedPlugin::done;
        assertThat(change(Orders.settle(key, "s2", "100.00")).code()).isEqualTo("in-doubt");
        acquirer.inquire = it -> new Inquiry.Changed(Change.Done.of("there-s1"));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(acquirer.settlements).hasValue(1);
        assertThat(current().settled().minor()).isEqualTo(10_000);
    }
}
