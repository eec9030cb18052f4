package dev.pontage.admin.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Payments.CallbackAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The card that says why a payment stands where it stands, and what to do. */
@AdminTest
class WhyTest {
    private final Shops shops;
    private final People people;

    WhyTest(Shops shops, People people) {
        this.shops = shops;
        this.people = people;
    }

    private static Why why(Payment payment, Duration later, CallbackAttempt... attempts) {
        return Why.of(payment, List.of(), List.of(attempts), payment.createdAt().plus(later));
    }

    private static CallbackAttempt attempt(String outcome, int status) {
        return new CallbackAttempt(Instant.EPOCH, 1, outcome, Optional.of(status));
    }

    @Test
    void what_is_authorized_waits_for_vtex_until_vtex_is_late() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        assertThat(why(payment, Duration.ZERO).step()).isEqualTo("step.settle");
        var due = Duration.ofSeconds(payment.delays().toAutoSettle());
        assertThat(why(payment, due).step()).isEqualTo("step.settle");

        var late = why(payment, due.plusHours(2));
        assertThat(late.text()).isEqualTo("why.unmoved");
        assertThat(late.step()).isEqualTo("step.unmoved");
        assertThat(late.since()).isPresent();
    }

    @Test
    void what_nobody_pays_is_said_to_be_over_at_vtex() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "9999.16");
        assertThat(why(payment, Duration.ZERO).step()).isEqualTo("step.inquire");
        assertThat(why(payment, Duration.ofSeconds(payment.delays().toCancel()).plusHours(2))
                        .text())
                .isEqualTo("why.overdue");
    }

    @Test
    void a_callback_that_vtex_does_not_take_is_the_reason_until_one_arrives() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        var failed = attempt("failed", 503);
        assertThat(why(payment, Duration.ZERO, failed, failed).attempts()).isEqualTo(2);
        assertThat(why(payment, Duration.ZERO, failed).step()).isEqualTo("step.untold");
        assertThat(why(payment, Duration.ZERO, failed, attempt("refused", 403)).step())
                .isEqualTo("step.forbidden");
        assertThat(why(payment, Duration.ZERO, failed, attempt("delivered", 200))
                        .step())
                .isEqualTo("step.settle");
    }

    @Test
    void the_main_action_is_the_next_step_and_there_is_none_where_nothing_waits() {
        var shop = shops.open();
        var web = people.join(Role.OPERATOR).web();
        var approved = web.get(
                "/admin/payments/" + shops.pay(shop, Shops.GOOD_CARD, "40.00").id());
        assertThat(approved.body())
                .doesNotContain("<button class=\"btn btn-primary\">Ask", "<button class=\"btn btn-primary\">Send");
        assertThat(approved.text()).contains("create payment", "R$ 40.00", "left R$ 40.00");
        var denied = web.get("/admin/payments/"
                + shops.pay(shop, "4444333322221112", "41.00").id());
        assertThat(denied.body())
                .doesNotContain("<button class=\"btn btn-primary\">Ask", "<button class=\"btn btn-primary\">Send");
        assertThat(denied.text()).doesNotContain("left R$");
        var pending = web.get(
                "/admin/payments/" + shops.pay(shop, Shops.GOOD_CARD, "9999.16").id());
        assertThat(pending.body()).contains("<button class=\"btn btn-primary\">Ask the acquirer");
    }

    @Test
    void money_on_its_way_is_named_with_its_amount() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "9999.05");
        shops.vtex(
                shop,
                "/payments/" + payment.key() + "/settlements",
                "{\"transactionId\":\"T\",\"paymentId\":\"%s\",\"value\":9999.05,\"requestId\":\"S1\"}"
                        .formatted(payment.key()));
        // VTEX is told to ask again: the acquirer is still at it.
        people.script("")
                .send(
                        "POST",
                        "/ppp/" + shop.affiliation().connector() + "/payments/" + payment.key() + "/refunds",
                        "{\"transactionId\":\"T\",\"paymentId\":\"%s\",\"value\":9999.05,\"requestId\":\"R1\"}"
                                .formatted(payment.key()),
                        Map.of(
                                "X-VTEX-API-AppKey", shop.credential().appKey(),
                                "X-VTEX-API-AppToken", shop.credential().appToken()));
        var page = people.join(Role.VIEWER).web().get("/admin/payments/" + payment.id());
        assertThat(page.text()).contains("A refund of R$ 9,999.05 is on its way at the acquirer.");
    }
}
