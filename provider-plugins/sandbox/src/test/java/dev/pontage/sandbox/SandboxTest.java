package dev.pontage.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.settings.Settings;
import dev.pontage.testkit.Mothers;
import dev.pontage.testkit.SettableClock;
import dev.pontage.testkit.TestContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxTest {
    private static final Money PLAIN = Mothers.reais(3190);

    private final SettableClock clock = new SettableClock();
    private final SandboxPlugin plugin = new SandboxPlugin();
    private final Acquirer acquirer = open(Map.of());

    @Test
    void a_card_that_thinks_is_approved_within_three_to_five_seconds() {
        assertThinks("4222222222222224", Approved.class);
    }

    @Test
    void another_card_that_thinks_is_denied_within_three_to_five_seconds() {
        assertThinks("4222222222222225", Denied.class);
    }

    @Test
    void another_affiliation_gets_other_ids_for_the_same_payment() {
        var it = authorization("I", card("4444333322221111"), PLAIN);
        var elsewhere = plugin.open(
                new Settings(plugin.descriptor().settings(), Map.of()),
                new TestContext(clock, URI.create("https://pontage.example/hooks/2"), Set.of()));

        assertThat(((Approved) elsewhere.authorize(it)).identifiers().tid())
                .isNotEqualTo(((Approved) acquirer.authorize(it)).identifiers().tid());
    }

    @Test
    void the_decision_survives_a_restart() {
        var it = authorization("R", card("4222222222222224"), PLAIN);
        var pending = (Pending) acquirer.authorize(it);
        clock.advance(Duration.ofSeconds(4));
        var afterRestart =
                new SandboxPlugin().open(new Settings(plugin.descriptor().settings(), Map.of()), context());

        assertThat(afterRestart.inquire(Mothers.inquiry(it, pending.identifiers())))
                .isEqualTo(new Inquiry.Authorized(Approved.of(pending.identifiers())));
    }

    @Test
    void a_slip_is_paid_by_itself() {
        assertPaidAfterFourSeconds(acquirer, new PaymentMethod.BankInvoice("BankInvoice"));
    }

    @Test
    void a_page_is_paid_by_itself() {
        assertPaidAfterFourSeconds(acquirer, new PaymentMethod.Other("PayPal"));
    }

    @Test
    void a_pix_is_paid_as_the_affiliation_says() {
        assertPaidAfterFourSeconds(open(Map.of("pixPaidAfterSeconds", "4")), new PaymentMethod.Pix("Pix"));
    }

    @Test
    void a_pix_is_never_paid_otherwise() {
        var it = authorization("P", new PaymentMethod.Pix("Pix"), PLAIN);
        acquirer.authorize(it);
        clock.advance(Duration.ofDays(1));

        assertThat(outcome(acquirer, it)).isInstanceOf(Pending.class);
    }

    @Test
    void who_comes_back_from_the_page_has_paid() {
        var it = authorization("W", new PaymentMethod.Other("PayPal"), PLAIN);
        var pending = (Pending) acquirer.authorize(it);

        assertThat(acquirer.resume(Mothers.resume(it, pending.identifiers()))).isInstanceOf(Approved.class);
    }

    @Test
    void after_a_breakdown_in_doubt_the_payment_is_found() {
        var it = authorization("D", card("4444333322221111"), Mothers.reais(999_901));

        assertBreaksDown(it, Effect.UNKNOWN);
        assertThat(outcome(acquirer, it)).isInstanceOf(Approved.class);
    }

    @Test
    void after_a_breakdown_without_effect_nothing_is_found() {
        var it = authorization("N", card("4444333322221111"), Mothers.reais(999_902));

        assertBreaksDown(it, Effect.NONE);
        assertThat(acquirer.inquire(Mothers.inquiry(it, Identifiers.NONE))).isInstanceOf(Inquiry.NotFound.class);
    }

    @Test
    void a_refund_may_take_its_time() {
        var amount = Mothers.reais(999_905);
        var it = authorization("T", card("4444333322221111"), amount);
        acquirer.authorize(it);
        var refund = Mothers.refund("T", "1", "S", Identifiers.NONE, amount, amount);

        assertThat(acquirer.refund(refund)).isInstanceOf(Change.InProgress.class);
        clock.advance(Duration.ofSeconds(4));
        assertThat(acquirer.inquire(Mothers.inquiry(it, Identifiers.NONE, refund)))
                .isInstanceOfSatisfying(
                        Inquiry.Changed.class,
                        found -> assertThat(found.outcome()).isInstanceOf(Change.Done.class));
    }

    @Test
    void a_fault_of_one_change_does_not_touch_the_others() {
        var amount = Mothers.reais(999_906);

        assertThat(acquirer.cancel(Mothers.cancel("X", Identifiers.NONE, amount)))
                .isInstanceOf(Change.Done.class);
    }

    private void assertThinks(String number, Class<?> end) {
        var it = authorization("A", card(number), PLAIN);
        assertThat(acquirer.authorize(it)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofMillis(3_000));
        assertThat(outcome(acquirer, it)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofMillis(1_000));
        assertThat(outcome(acquirer, it)).isInstanceOf(end);
    }

    private void assertPaidAfterFourSeconds(Acquirer open, PaymentMethod method) {
        var it = authorization("B", method, PLAIN);
        assertThat(open.authorize(it)).isInstanceOf(Pending.class);
        clock.advance(Duration.ofSeconds(4));
        assertThat(outcome(open, it)).isInstanceOf(Approved.class);
    }

    private void assertBreaksDown(Authorization it, Effect effect) {
        assertThatThrownBy(() -> acquirer.authorize(it))
                .isInstanceOfSatisfying(
                        AcquirerException.class, e -> assertThat(e.effect()).isEqualTo(effect));
    }

    private static Authorization.Outcome outcome(Acquirer open, Authorization it) {
        return ((Inquiry.Authorized) open.inquire(Mothers.inquiry(it, Identifiers.NONE))).outcome();
    }

    private static Authorization authorization(String id, PaymentMethod method, Money amount) {
        return Mothers.authorization(id, method, amount, Mothers.buyer());
    }

    private static PaymentMethod card(String number) {
        return Mothers.card("Visa", Mothers.cardData(number), number);
    }

    private Acquirer open(Map<String, String> values) {
        return plugin.open(new Settings(plugin.descriptor().settings(), values), context());
    }

    private TestContext context() {
        return new TestContext(clock, URI.create("https://pontage.example/hooks/1"), Set.of());
    }
}
