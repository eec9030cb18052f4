package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliation.Environment;
import dev.pontage.limit.Allowance;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.spi.payment.NextStep;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CreatePaymentTest {
    private static final String PIX =
            "{\"paymentId\":\"P2\",\"paymentMethod\":\"Pix\",\"value\":10,\"currency\":\"BRL\"}";

    private final PppEdge edge = new PppEdge();

    @Test
    void an_approved_card_answers_every_key_that_the_protocol_requires() {
        var reply = edge.post("/payments", PppEdge.CARD);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().propertyNames())
                .contains(
                        "paymentId",
                        "status",
                        "authorizationId",
                        "tid",
                        "nsu",
                        "acquirer",
                        "delayToAutoSettle",
                        "delayToAutoSettleAfterAntifraud",
                        "delayToCancel")
                .doesNotContain("paymentUrl", "paymentAppData", "maxValue", "redirectUrl");
        assertThat(reply.json().get("status").asString()).isEqualTo("approved");
        assertThat(reply.json().get("authorizationId").asString()).isEqualTo("auth-1");
    }

    @Test
    void only_four_fields_are_needed() {
        assertThat(edge.post("/payments", PIX).status()).isEqualTo(200);
    }

    @Test
    void fields_are_found_in_any_casing() {
        var reply = edge.post(
                "/payments", "{\"PaymentID\":\"P2\",\"PAYMENTMETHOD\":\"Pix\",\"Value\":10,\"cUrrency\":\"BRL\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(edge.engine.created.getFirst().key()).isEqualTo("P2");
    }

    @Test
    void the_known_digits_of_a_card_are_its_first_six_and_last_four() {
        edge.post("/payments", PppEdge.CARD);
        var card = edge.engine.created.getFirst().card().orElseThrow();
        assertThat(card.bin()).isEqualTo("444433");
        assertThat(card.last()).isEqualTo("1111");
        assertThat(card.expiryMonth()).isEqualTo("02");
        assertThat(card.expiryYear()).isEqualTo("2028");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"null\"",
                "{}",
                "{\"number\":null,\"holder\":null,\"csc\":null,\"expiration\":{\"month\":null,\"year\":null}}",
                "{\"number\":\"null\",\"holder\":\"null\",\"csc\":\"null\",\"expiration\":\"null\"}"
            })
    void a_card_of_nothing_is_no_card(String card) {
        var reply = edge.post("/payments", PIX.replace("}", ",\"card\":" + card + "}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(edge.engine.created.getFirst().card()).isEmpty();
    }

    @Test
    void tokens_go_through_the_secure_proxy() {
        var reply = edge.post("/payments", """
                {"paymentId":"P3","paymentMethod":"Visa","value":"29,90","currency":"brl",
                 "secureProxyUrl":"https://store.vtexpayments.com.br/proxy","sandBoxMode":"true",
                 "card":{"number":null,"numberToken":"#vtex#token#d799bae#number#","bin":"444433",
                         "cscToken":"#vtex#token#d799bae#csc#"},"unknown":{"deep":[1,2,{"a":null}]}}""");
        assertThat(reply.status()).isEqualTo(200);
        var command = edge.engine.created.getFirst();
        assertThat(command.secureProxy()).isPresent();
        assertThat(command.card().orElseThrow().data().isProxied()).isTrue();
        assertThat(command.card().orElseThrow().bin()).isEqualTo("444433");
        assertThat(command.amount().plain()).isEqualTo("29.90");
    }

    @Test
    void a_card_without_proxy_is_denied_where_direct_cards_are_off() {
        var strict = new PppEdge(false);
        var reply = strict.post("/payments", PppEdge.CARD);
        assertThat(reply.json().get("status").asString()).isEqualTo("denied");
        assertThat(reply.json().get("code").asString()).isEqualTo("card-without-secure-proxy");
        assertThat(strict.engine.created).isEmpty();
    }

    @Test
    void a_card_without_proxy_is_denied_on_a_live_affiliation() {
        edge.directory.affiliation = FakeDirectory.affiliation(Environment.LIVE, false, false);
        assertThat(edge.post("/payments", PppEdge.CARD).json().get("status").asString())
                .isEqualTo("denied");
    }

    @Test
    void a_sandbox_payment_is_denied_on_a_live_affiliation() {
        edge.directory.affiliation = FakeDirectory.affiliation(Environment.LIVE, false, false);
        var reply = edge.post("/payments", PIX.replace("}", ",\"sandboxMode\":true}"));
        assertThat(reply.json().get("code").asString()).isEqualTo("wrong-environment");
    }

    @Test
    void staff_see_that_a_sandbox_payment_came_to_a_live_affiliation() {
        edge.directory.affiliation = FakeDirectory.affiliation(Environment.LIVE, false, false);
        edge.post("/payments", PIX.replace("}", ",\"sandBoxMode\":true}"));

        assertThat(edge.engine.flagged).singleElement().asString().contains("sandboxMode true", "live", "denied");
        assertThat(edge.engine.created).isEmpty();
    }

    @Test
    void a_real_payment_on_a_test_affiliation_is_let_in_and_flagged() {
        var reply = edge.post("/payments", PIX.replace("}", ",\"sandboxMode\":false}"));

        assertThat(reply.json().get("status").asString()).isEqualTo("approved");
        assertThat(edge.engine.flagged).singleElement().asString().contains("sandboxMode false", "test");
    }

    @Test
    void in_production_a_real_payment_on_a_test_affiliation_is_denied() {
        var production = new PppEdge(false, "production");
        var reply = production.post("/payments", PIX.replace("}", ",\"sandboxMode\":false}"));

        assertThat(reply.json().get("status").asString()).isEqualTo("denied");
        assertThat(reply.json().get("code").asString()).isEqualTo("wrong-environment");
    }

    @Test
    void in_production_an_affiliation_may_allow_it() {
        var production = new PppEdge(false, "production");
        production.directory.affiliation =
                FakeDirectory.admitting(Environment.TEST, new Affiliation.Admits(true, true));
        var reply = production.post("/payments", PIX.replace("}", ",\"sandboxMode\":false}"));

        assertThat(reply.json().get("status").asString()).isEqualTo("approved");
        assertThat(production.engine.flagged).hasSize(1);
    }

    @Test
    void where_nothing_is_said_of_it_nothing_disagrees() {
        edge.directory.affiliation = FakeDirectory.affiliation(Environment.LIVE, false, false);
        edge.post("/payments", PIX);
        edge.post("/payments", PIX.replace("P2", "P3").replace("}", ",\"sandboxMode\":null}"));

        assertThat(edge.engine.created).hasSize(2);
        assertThat(edge.engine.flagged).isEmpty();
    }

    @Test
    void an_affiliation_may_refuse_direct_cards_that_the_platform_takes() {
        edge.directory.attested = true;
        edge.directory.affiliation = FakeDirectory.admitting(Environment.LIVE, new Affiliation.Admits(false, false));

        assertThat(edge.post("/payments", PppEdge.CARD).json().get("code").asString())
                .isEqualTo("card-without-secure-proxy");
    }

    @Test
    void another_account_is_flagged_and_never_refused() {
        edge.directory.allowedAccounts = List.of("main", "outlet");
        var known = edge.post("/payments", PIX.replace("}", ",\"merchantName\":\"Outlet\"}"));
        var other = edge.post("/payments", PIX.replace("P2", "P3").replace("}", ",\"merchantName\":\"stranger\"}"));

        assertThat(known.json().get("status").asString()).isEqualTo("approved");
        assertThat(other.json().get("status").asString()).isEqualTo("approved");
        assertThat(edge.engine.flagged).singleElement().asString().contains("stranger");
    }

    @Test
    void a_method_that_is_off_is_denied_and_that_is_kept() {
        edge.directory.off.add("Pix");
        var reply = edge.post("/payments", PIX);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("status").asString()).isEqualTo("denied");
        assertThat(edge.engine.refused)
                .containsExactly(reply.json().get("paymentId").asString());
    }

    @Test
    void a_merchant_over_his_limit_is_refused_all_the_same_and_writes_nothing() {
        edge.directory.off.add("Pix");
        edge.directory.allowance = new Allowance(1, 1, 1);
        edge.post("/payments", PIX);
        var another = edge.post("/payments", PIX.replace("\"paymentId\":\"", "\"paymentId\":\"another-"));

        assertThat(another.json().get("status").asString()).isEqualTo("denied");
        assertThat(another.json().get("code").asString()).isEqualTo("method-not-available");
        assertThat(edge.engine.refused).hasSize(1).noneMatch(it -> it.startsWith("another-"));
    }

    @Test
    void a_suspended_affiliation_still_answers_for_what_it_approved() {
        edge.post("/payments", PIX);
        edge.directory.affiliation = FakeDirectory.affiliation(Environment.TEST, true, false);
        assertThat(edge.post("/payments", PIX).json().get("status").asString()).isEqualTo("approved");
        assertThat(edge.post("/payments", PIX.replace("P2", "P9"))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("suspended");
    }

    @Test
    void pix_shows_a_code_and_its_picture() {
        edge.engine.status = PaymentStatus.PENDING;
        edge.engine.next = Optional.of(new NextStep.ShowCode("00020126BR.GOV.BCB.PIX"));
        var answer = edge.post("/payments", PIX).json();
        assertThat(answer.get("status").asString()).isEqualTo("undefined");
        assertThat(answer.get("authorizationId").isNull()).isTrue();
        assertThat(answer.get("paymentAppData").get("appName").asString()).isEqualTo("vtex.pix-payment");
        var payload = JsonMapper.shared()
                .readTree(answer.get("paymentAppData").get("payload").asString());
        assertThat(payload.get("code").asString()).isEqualTo("00020126BR.GOV.BCB.PIX");
        assertThat(Base64.getDecoder().decode(payload.get("qrCodeBase64Image").asString()))
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void a_slip_without_a_page_of_the_acquirer_gets_one_of_ours() {
        edge.engine.status = PaymentStatus.PENDING;
        edge.engine.next = Optional.of(new NextStep.ShowInvoice(Optional.empty(), "123", "1 2 3", "321"));
        var answer = edge.post("/payments", PIX.replace("Pix", "BankInvoice")).json();
        assertThat(answer.get("paymentUrl").asString()).startsWith("https://pay.example/shopper/invoice/");
        assertThat(answer.get("identificationNumber").asString()).isEqualTo("123");
        assertThat(answer.get("barCodeImageType").asString()).isEqualTo("i25");
    }

    @Test
    void the_test_suite_gets_the_names_of_old_and_less_time() {
        edge.engine.status = PaymentStatus.PENDING;
        edge.engine.next = Optional.of(new NextStep.Redirect(URI.create("https://bank.example/pay")));
        var answer = edge.post(
                        "/payments",
                        PIX,
                        "X-VTEX-API-AppKey",
                        "key",
                        "X-VTEX-API-AppToken",
                        "token",
                        "X-Vtex-Api-Is-Testsuite",
                        "true")
                .json();
        assertThat(answer.get("paymentUrl")).isEqualTo(answer.get("redirectUrl"));
        assertThat(edge.engine.given.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void an_engine_that_fails_is_not_known_yet() {
        edge.engine.broken = Optional.of(new IllegalStateException("the database is away"));
        var reply = edge.post("/payments", PppEdge.CARD);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("status").asString()).isEqualTo("undefined");
    }

    @Test
    void over_the_limit_a_known_payment_is_answered_as_it_stands_and_a_new_card_is_not_known_yet() {
        edge.directory.allowance = new Allowance(1, 1, 1);
        edge.post("/payments", PppEdge.CARD);
        assertThat(edge.post("/payments", PppEdge.CARD).json().get("status").asString())
                .isEqualTo("approved");
        var fresh = edge.post("/payments", PppEdge.CARD.replace("P1", "P5")).json();
        assertThat(fresh.get("status").asString()).isEqualTo("undefined");
        assertThat(fresh.get("code").asString()).isEqualTo("over-rate-limit");
        assertThat(fresh.get("delayToCancel").asInt()).isEqualTo(21_600);
        assertThat(edge.post("/payments", PIX).json().get("status").asString()).isEqualTo("denied");
    }

    @Test
    void over_the_limit_429_is_said_only_where_a_setting_says_so() {
        var saying = new PppEdge(true, true);
        saying.directory.allowance = new Allowance(1, 1, 1);
        saying.post("/payments", PppEdge.CARD);

        var fresh = saying.post("/payments", PppEdge.CARD.replace("P1", "P7"));
        assertThat(fresh.status()).isEqualTo(429);
        assertThat(fresh.retryAfter()).contains("1");
        assertThat(fresh.json().get("code").asString()).isEqualTo("over-rate-limit");
        assertThat(saying.post("/payments", PppEdge.CARD).json().get("status").asString())
                .isEqualTo("approved");
    }

    @Test
    void while_the_acquirer_is_away_nothing_new_is_begun() {
        edge.post("/payments", PppEdge.CARD);
        edge.directory.away = Optional.of("it kept failing");

        assertThat(edge.post("/payments", PppEdge.CARD).json().get("status").asString())
                .isEqualTo("approved");
        var fresh = edge.post("/payments", PppEdge.CARD.replace("P1", "P6")).json();
        assertThat(fresh.get("status").asString()).isEqualTo("undefined");
        assertThat(fresh.get("code").asString()).isEqualTo("acquirer-is-away");
        assertThat(edge.post("/payments", PIX).json().get("status").asString()).isEqualTo("denied");
        assertThat(edge.engine.created).hasSize(1);
    }

    @Test
    void what_the_merchant_fills_in_is_a_secret_from_the_start() {
        edge.post(
                "/payments",
                PIX.replace("}", ",\"merchantSettings\":[{\"name\":\"clientKey\",\"value\":\"s3cret\"}]}"));
        assertThat(edge.directory.learned).containsOnlyKeys("clientKey");
        assertThat(edge.directory.learned.toString()).doesNotContain("s3cret");
        assertThat(edge.engine.created.getFirst().merchantSettings()).isEmpty();
    }

    @Test
    void pse_without_a_bank_is_refused_by_the_name_that_vtex_knows() {
        var reply = edge.post("/payments", PIX.replace("Pix", "PSE").replace("}", ",\"metadata\":null}"));
        assertThat(reply.json().get("status").asString()).isEqualTo("denied");
    }

    @Test
    void a_split_that_the_acquirer_cannot_make_is_denied() {
        var reply = edge.post("/payments", PIX.replace("}", ",\"recipients\":[{\"id\":\"a\",\"amount\":10}]}"));
        assertThat(reply.json().get("status").asString()).isEqualTo("denied");
        assertThat(reply.json().get("code").asString()).isEqualTo("split-not-supported");
    }
}
