package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.RequestId;
import dev.pontage.spi.payment.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every plugin must do. A plugin's own test extends this, says which plugin it is and how it is set up against its
 * stub; what is declared is tried, and what is not declared must refuse cleanly.
 */
public abstract class AcquirerContract extends ContractSubject {

    @Test
    void the_descriptor_is_always_the_same() {
        assertThat(plugin.descriptor()).isEqualTo(plugin.descriptor());
    }

    @Test
    void a_replay_window_and_replay_belong_together() {
        assertThat(descriptor().timing().replayWindow().isPositive())
                .isEqualTo(descriptor().can(Capability.REPLAY));
    }

    @Test
    void every_setting_has_a_label_and_help_in_three_languages() {
        for (var it : descriptor().settings().settings()) {
            assertThat(List.of(
                            it.label().pt(),
                            it.label().es(),
                            it.label().en(),
                            it.help().pt(),
                            it.help().es()))
                    .as(it.key())
                    .noneMatch(String::isBlank);
        }
    }

    @Test
    void the_settings_of_this_test_pass_the_schema() {
        assertThat(descriptor().settings().validate(values())).isEmpty();
    }

    @Test
    void no_secret_shows_in_the_settings() {
        var shown = settings().toString();
        assertThat(secrets()).noneMatch(shown::contains);
    }

    @Test
    void checking_good_settings_finds_no_problem() {
        assertThat(plugin.check(settings(), context)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> an_approved_card_is_approved_with_a_tid() {
        return cards(brand -> {
            var approved = approve("A-" + brand, brand);
            assertThat(approved.identifiers().tid()).isPresent();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_denied_card_is_denied_with_a_code() {
        return cards(brand -> {
            assumeTrue(deniedCard().isPresent(), "the stub denies no card");
            var outcome = authorize(card("D-" + brand, brand, deniedCard().orElseThrow()));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Authorization.Denied.class,
                            it -> assertThat(it.decline().code()).isNotBlank());
        });
    }

    @TestFactory
    Stream<DynamicTest> creating_something_to_be_paid_is_never_an_approval() {
        return waiting(it ->
                assertThat(authorize(other("P-" + it.name(), it))).isInstanceOf(Authorization.Pending.class));
    }

    @TestFactory
    Stream<DynamicTest> what_waits_for_the_shopper_shows_him_something() {
        return waiting(it -> assertThat(((Authorization.Pending) authorize(other("S-" + it.name(), it))).next())
                .isNotInstanceOf(dev.pontage.spi.payment.NextStep.Wait.class));
    }

    @TestFactory
    Stream<DynamicTest> odd_shopper_data_breaks_nothing() {
        return cards(brand -> {
            var it = Mothers.authorization(
                    "O-" + brand, method(brand, approvedCard()), Mothers.reais(3190), Mothers.oddBuyer());
            assertThat(authorize(it)).isInstanceOf(Approved.class);
        });
    }

    @Test
    void the_same_authorization_again_takes_effect_once() {
        assume(Capability.REPLAY);
        var brand = firstCard();

        assertThat(approve("R-1", brand)).isEqualTo(approve("R-1", brand));
    }

    @Test
    void references_are_not_more_than_the_host_keeps() {
        var references = approve("F-1", firstCard()).identifiers().references();
        var size = references.entrySet().stream()
                .mapToInt(it -> it.getKey().length() + it.getValue().length())
                .sum();
        assertThat(size).isLessThanOrEqualTo(2_048);
    }

    @Test
    void a_payment_can_be_released() {
        var identifiers = approve("C-1", firstCard()).identifiers();
        var outcome = acquirer.cancel(Mothers.cancel("C-1", identifiers, Mothers.reais(3190)));

        assertCarriedOutIf(Capability.CANCEL, outcome);
    }

    @Test
    void a_payment_can_be_released_by_its_id_alone() {
        assume(Capability.CANCEL_BY_REFERENCE);
        approve("C-2", firstCard());

        assertCarriedOut(acquirer.cancel(Mothers.cancel("C-2", Identifiers.NONE, Mothers.reais(3190))));
    }

    @Test
    void the_whole_amount_can_be_taken() {
        var identifiers = approve("T-1", firstCard()).identifiers();

        assertCarriedOutIf(Capability.SETTLE, settle("T-1", "1", identifiers, 3190, 0));
    }

    @Test
    void a_part_can_be_taken() {
        assume(Capability.PARTIAL_SETTLE);
        var identifiers = approve("T-2", firstCard()).identifiers();

        assertCarriedOut(settle("T-2", "1", identifiers, 1000, 0));
    }

    @Test
    void several_parts_can_be_taken_and_have_names_of_their_own() {
        assume(Capability.MULTIPLE_SETTLE);
        var identifiers = approve("T-3", firstCard()).identifiers();

        var first = settle("T-3", "1", identifiers, 1000, 0);
        var second = settle("T-3", "2", identifiers, 1000, 1000);

        assertThat(id(first)).isNotEqualTo(id(second));
    }

    @Test
    void the_same_change_again_takes_effect_once() {
        assume(Capability.REPLAY);
        assume(Capability.SETTLE);
        var identifiers = approve("T-4", firstCard()).identifiers();

        assertThat(settle("T-4", "1", identifiers, 3190, 0)).isEqualTo(settle("T-4", "1", identifiers, 3190, 0));
    }

    @Test
    void settled_money_can_be_given_back() {
        var identifiers = approve("G-1", firstCard()).identifiers();
        if (descriptor().can(Capability.SETTLE)) {
            settle("G-1", "1", identifiers, 3190, 0);
        }

        assertCarriedOutIf(Capability.REFUND, refund("G-1", "1", identifiers, 3190));
    }

    @Test
    void equal_parts_can_be_given_back_twice() {
        assume(Capability.PARTIAL_REFUND);
        var identifiers = approve("G-2", firstCard()).identifiers();
        if (descriptor().can(Capability.SETTLE)) {
            settle("G-2", "1", identifiers, 3190, 0);
        }

        assertThat(id(refund("G-2", "1", identifiers, 500))).isNotEqualTo(id(refund("G-2", "2", identifiers, 500)));
    }

    @Test
    void an_inquiry_finds_a_payment_by_its_id_alone() {
        var it = card("Q-1", firstCard(), approvedCard());
        authorize(it);
        var found = acquirer.inquire(Mothers.inquiry(it, Identifiers.NONE));

        if (descriptor().can(Capability.INQUIRE)) {
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Inquiry.Authorized.class,
                            known -> assertThat(known.outcome()).isInstanceOf(Approved.class));
        } else {
            assertThat(found).isInstanceOf(Inquiry.Unknown.class);
        }
    }

    @Test
    void an_inquiry_does_not_find_what_never_was() {
        assume(Capability.INQUIRE);
        var it = card("Q-2", firstCard(), approvedCard());

        assertThat(acquirer.inquire(Mothers.inquiry(it, Identifiers.NONE))).isInstanceOf(Inquiry.NotFound.class);
    }

    @Test
    void an_inquiry_does_not_find_a_change_that_never_was() {
        assume(Capability.INQUIRE);
        assume(Capability.REFUND);
        var it = card("Q-3", firstCard(), approvedCard());
        var identifiers = ((Approved) authorize(it)).identifiers();
        var never = Mothers.refund("Q-3", "9", "S", identifiers, Mothers.reais(1), Mothers.reais(3190));

        assertThat(acquirer.inquire(Mothers.inquiry(it, identifiers, never)))
                .isInstanceOfAny(Inquiry.NotFound.class, Inquiry.Unknown.class);
    }

    @Test
    void a_webhook_without_a_signature_is_not_believed() {
        var request = new WebhookRequest(
                "", "", Map.of(), "{\"status\":\"paid\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var verdict = acquirer.receive(request);

        assertThat(verdict.verified()).isFalse();
        assertThat(verdict.events()).isEmpty();
    }

    @Test
    void an_inbound_message_is_answered_if_that_is_declared() {
        var inbound = new Inbound(
                new PaymentId("N-1"),
                new RequestId("1", "1".repeat(64)),
                Identifiers.NONE,
                Mothers.reais(1),
                "x",
                "{}");
        var reply = acquirer.inbound(inbound);

        assertThat(reply.status() == 501).isNotEqualTo(descriptor().can(Capability.INBOUND));
    }

    @Test
    void a_payment_that_nobody_knows_can_be_resumed_without_harm() {
        var it = card("W-1", firstCard(), approvedCard());

        assertThat(acquirer.resume(Mothers.resume(it, Identifiers.NONE))).isNotInstanceOf(Approved.class);
    }

    @Test
    void neither_log_nor_outcome_shows_card_data() {
        var outcome = approve("L-1", firstCard());

        assertThat(outcome.toString()).doesNotContain(approvedCard());
        assertThat(context.logged()).noneMatch(it -> it.contains(approvedCard()));
        var shown = acquirer.toString();
        assertThat(secrets()).noneMatch(shown::contains);
    }

    @Test
    void two_hundred_calls_at_once_get_two_hundred_answers() throws InterruptedException {
        var brand = firstCard();
        var calls = IntStream.range(0, 200)
                .<Callable<Authorization.Outcome>>mapToObj(
                        it -> () -> acquirer.authorize(card("M-" + it, brand, approvedCard())))
                .toList();
        try (var threads = Executors.newFixedThreadPool(32)) {
            assertThat(threads.invokeAll(calls))
                    .allSatisfy(it -> assertThat(it.get()).isInstanceOf(Approved.class));
        }
    }

    @Test
    void it_can_be_closed() {
        assertThatNoException().isThrownBy(acquirer::close);
    }
}
