package dev.pontage.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.Resume;
import dev.pontage.testkit.Mothers;
import dev.pontage.testkit.StubServer.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdyenTest {
    private final AdyenBench bench = new AdyenBench();

    @AfterEach
    void close() {
        assertThat(bench.stub.complaints()).isEmpty();
        bench.close();
    }

    @Test
    void a_card_is_authorized_under_our_own_reference_and_key() {
        var command = bench.card(AdyenStub.APPROVED);
        var approved = bench.approved(command);
        var sale = bench.stub.sale(AdyenBench.ID);

        assertThat(approved.identifiers().tid()).contains(sale.psp);
        assertThat(approved.identifiers().nsu()).contains("A" + sale.psp);
        assertThat(sale.value).isEqualTo(3190);
        assertThat(bench.stub.server().calls().getLast().header("idempotency-key"))
                .isEqualTo(command.request().key())
                .hasSize(64);
    }

    @Test
    void a_reference_that_is_not_the_payments_id_is_kept_so_that_webhooks_find_it() {
        var longId = "x".repeat(100);
        var outcome = (Pending) bench.acquirer.authorize(
                Mothers.authorization(longId, new PaymentMethod.Pix("Pix"), Mothers.reais(3190), Mothers.buyer()));

        assertThat(outcome.identifiers().references())
                .containsEntry("reference", String.valueOf(bench.last().get("reference")));
        assertThat(bench.paid().references()).doesNotContainKey("reference");
    }

    @Test
    void a_card_is_captured_when_vtex_says_so_and_the_bank_shows_its_own_page() {
        bench.paid();

        assertThat(bench.last().get("additionalData")).isEqualTo(Map.of("manualCapture", "true"));
        assertThat(bench.last().get("authenticationData"))
                .isEqualTo(Map.of("threeDSRequestData", Map.of("nativeThreeDS", "disabled")));
    }

    @Test
    void a_wallet_shows_its_cryptogram() {
        assertThat(bench.acquirer.authorize(bench.wallet("AAECAwQFBgcICQoLDA0ODw==")))
                .isInstanceOf(Approved.class);
        assertThat(bench.last().get("mpiData"))
                .isEqualTo(Map.of(
                        "tokenAuthenticationVerificationValue", "AAECAwQFBgcICQoLDA0ODw==",
                        "eci", "05",
                        "authenticationResponse", "Y",
                        "directoryResponse", "Y"));
    }

    @Test
    void installments_are_told_when_there_are_several() {
        var one = bench.card(AdyenStub.APPROVED);
        bench.acquirer.authorize(one);
        assertThat(bench.last().containsKey("installments")).isFalse();

        var six = new Authorization.Installments(6, Optional.empty(), Optional.empty());
        var command = Mothers.authorization("6", one.method(), one.amount(), one.buyer());
        bench.acquirer.authorize(AdyenBench.with(command, six, List.of()));
        assertThat(bench.last().get("installments")).isEqualTo(Map.of("value", 6));
    }

    @Test
    void a_split_names_the_marketplaces_commission_and_each_sellers_account() {
        var recipients = List.of(
                AdyenBench.recipient("market", "marketplace", 190), AdyenBench.recipient("BA1", "seller", 3000));
        bench.acquirer.authorize(
                AdyenBench.with(bench.card(AdyenStub.APPROVED), Authorization.Installments.ONE, recipients));

        assertThat(bench.last().get("splits"))
                .isEqualTo(List.of(
                        Map.of(
                                "type", "Commission",
                                "reference", "market",
                                "amount", Map.of("currency", "BRL", "value", 190)),
                        Map.of(
                                "type", "BalanceAccount",
                                "account", "BA1",
                                "reference", "BA1",
                                "amount", Map.of("currency", "BRL", "value", 3000))));
    }

    @Test
    void a_bank_that_wants_to_see_the_shopper_is_visited_and_its_result_ends_the_payment() {
        var command = bench.card(AdyenStub.REDIRECTED);
        var pending = (Pending) bench.acquirer.authorize(command);
        assertThat(pending.next()).isInstanceOf(NextStep.Redirect.class);

        var psp = pending.identifiers().tid().orElseThrow();
        assertThat(bench.acquirer.resume(back(command, pending, psp))).isInstanceOf(Approved.class);
    }

    @Test
    void a_shopper_whom_his_bank_did_not_know_is_denied() {
        var command = bench.card(AdyenStub.REDIRECTED);
        var pending = (Pending) bench.acquirer.authorize(command);
        var psp = pending.identifiers().tid().orElseThrow();

        assertThat(bench.acquirer.resume(back(command, pending, "!" + psp)))
                .isInstanceOfSatisfying(
                        Denied.class, it -> assertThat(it.decline().code()).isEqualTo("11"));
    }

    @Test
    void a_shopper_who_comes_back_with_nothing_is_waited_for() {
        var command = bench.card(AdyenStub.REDIRECTED);
        var pending = (Pending) bench.acquirer.authorize(command);
        var calls = bench.stub.server().calls().size();

        assertThat(bench.acquirer.resume(Mothers.resume(command, pending.identifiers())))
                .isInstanceOf(Pending.class);
        assertThat(bench.stub.server().calls()).hasSize(calls);
    }

    @Test
    void a_pix_shows_its_code_and_ends_when_vtex_stops_waiting() {
        var pending = (Pending) bench.acquirer.authorize(AdyenBench.pix());

        assertThat(pending.next())
                .isInstanceOfSatisfying(
                        NextStep.ShowCode.class, it -> assertThat(it.code()).startsWith("000201"));
        assertThat(bench.last().get("sessionValidity")).isEqualTo("2026-11-21T12:30:00Z");
    }

    @Test
    void a_slip_shows_its_line_its_bars_and_its_page() {
        var pending = (Pending) bench.acquirer.authorize(AdyenBench.slip());

        assertThat(pending.next()).isInstanceOfSatisfying(NextStep.ShowInvoice.class, it -> {
            assertThat(it.number()).isEqualTo("03399333353385260000800029801016199990000003190");
            assertThat(it.formatted()).isEqualTo("03399.33335 33852.600008 00029.801016 1 99990000003190");
            assertThat(it.barCode()).isEqualTo("03391999900000031909333333852600000002980101");
            assertThat(it.document()).isPresent();
        });
    }

    @Test
    void a_pix_that_may_have_been_paid_is_reversed_and_a_card_is_cancelled() {
        var pix = (Pending) bench.acquirer.authorize(AdyenBench.pix());
        bench.acquirer.cancel(Mothers.cancel("P", pix.identifiers(), Mothers.reais(3190)));
        assertThat(bench.stub.server().calls().getLast().path()).endsWith("/reversals");

        var card = AdyenBench.as("C", bench.card(AdyenStub.APPROVED));
        bench.acquirer.cancel(Mothers.cancel("C", bench.approved(card).identifiers(), Mothers.reais(3190)));
        assertThat(bench.stub.server().calls().getLast().path()).endsWith("/cancels");
    }

    @Test
    void pix_and_slips_in_another_currency_are_refused_before_anything_is_sent() {
        for (var command : List.of(AdyenBench.pix(), AdyenBench.slip())) {
            assertNotOffered(AdyenBench.with(command, new Money(3190, "USD", 2)));
        }
    }

    @Test
    void a_method_that_is_not_offered_is_refused_before_anything_is_sent() {
        assertNotOffered(AdyenBench.command(new PaymentMethod.Other("PayPal")));
        assertNotOffered(AdyenBench.command(new PaymentMethod.Other("Visa")));
    }

    @Test
    void a_partial_approval_is_given_back_and_is_none() {
        assertThat(bench.acquirer.authorize(bench.card(AdyenStub.PARTLY))).isInstanceOf(Pending.class);

        assertThat(bench.stub.sale(AdyenBench.ID).state).isEqualTo("Cancelled");
    }

    @Test
    void a_lost_answer_is_had_again_with_the_same_key() {
        var command = bench.card(AdyenStub.APPROVED);
        bench.stub.server().breakNext(Fault.ANSWER_LOST);
        assertThat(bench.breakdown(() -> bench.acquirer.authorize(command)).effect())
                .isEqualTo(Effect.UNKNOWN);

        assertThat(bench.acquirer.authorize(command)).isInstanceOf(Approved.class);
        assertThat(bench.stub.sales(AdyenBench.ID)).isEqualTo(1);
    }

    @Test
    void a_lost_payment_is_cancelled_by_our_own_reference() {
        bench.stub.server().breakNext(Fault.ANSWER_LOST);
        bench.breakdown(() -> bench.acquirer.authorize(bench.card(AdyenStub.APPROVED)));

        assertThat(cancel(Identifiers.NONE)).isInstanceOf(Change.InProgress.class);
        assertThat(bench.last().get("paymentReference")).isEqualTo(AdyenBench.ID);
        assertThat(bench.stub.sale(AdyenBench.ID).state).isEqualTo("Cancelled");
    }

    @Test
    void a_change_is_taken_in_under_a_name_of_adyens_and_closed_later() {
        var paid = bench.paid();
        var settled = bench.acquirer.settle(
                Mothers.settle(AdyenBench.ID, "1", paid, Mothers.reais(1000), Mothers.reais(3190), Mothers.reais(0)));
        var refunded = bench.acquirer.refund(
                Mothers.refund(AdyenBench.ID, "1", "S", paid, Mothers.reais(400), Mothers.reais(1000)));

        assertThat(List.of(settled, refunded)).allMatch(it -> it instanceof Change.InProgress);
        assertThat(bench.stub.sale(AdyenBench.ID).captured).isEqualTo(1000);
        assertThat(bench.stub.sale(AdyenBench.ID).refunded).isEqualTo(400);
    }

    @Test
    void a_change_of_what_adyen_never_named_is_refused() {
        assertThat(bench.acquirer.settle(Mothers.settle(
                        "X", "1", Identifiers.NONE, Mothers.reais(1), Mothers.reais(1), Mothers.reais(0))))
                .isInstanceOf(Change.Refused.class);
        assertThat(bench.stub.server().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"101,HARD", "103,HARD", "702,CONFIGURATION"})
    void an_error_in_the_request_is_a_no_with_a_reason(String code, String kind) {
        assertThat(AdyenDeclines.ofError(code, "said").kind()).hasToString(kind);
        assertThat(AdyenDeclines.ofError(code, "said").advice()).isPresent();
    }

    private void assertNotOffered(Authorization command) {
        assertThat(bench.acquirer.authorize(command)).isInstanceOfSatisfying(Denied.class, it -> {
            assertThat(it.decline().code()).isEqualTo("not-offered");
            assertThat(it.decline().advice()).isPresent();
        });
        assertThat(bench.stub.server().calls()).isEmpty();
    }

    private Change.Outcome cancel(Identifiers identifiers) {
        return bench.acquirer.cancel(Mothers.cancel(AdyenBench.ID, identifiers, Mothers.reais(3190)));
    }

    private static Resume back(Authorization command, Pending pending, String result) {
        var plain = Mothers.resume(command, pending.identifiers());
        return new Resume(
                plain.paymentId(),
                plain.request(),
                plain.identifiers(),
                plain.amount(),
                plain.method(),
                Map.of("redirectResult", result, "utm_source", "x"));
    }
}
