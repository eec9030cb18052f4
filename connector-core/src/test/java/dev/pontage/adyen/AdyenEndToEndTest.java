package dev.pontage.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.acquirer.AcquirerAlerts;
import dev.pontage.adyen.AdyenNotices.Notice;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.tenant.TenantScope;
import dev.pontage.testkit.StubServer;
import dev.pontage.testkit.StubServer.Fault;
import dev.pontage.testkit.StubServer.Reply;
import dev.pontage.world.SettableClock;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** PPP in, Adyen's stub, webhook in, callback out, with everything between on real tables. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pontage.roles=gateway,worker", "pontage.allow-private-network=true", "pontage.direct-cards=true"
        })
@Import(AdyenEndToEndTest.Installed.class)
@DirtiesContext
class AdyenEndToEndTest {
    private final AdyenStub stub = new AdyenStub();
    private final String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    private final SettableClock clock;
    private final AcquirerAlerts alerts;
    private final World.Merchants merchants;
    private final Vtex vtex;
    private final int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class Installed {
        @Bean
        AcquirerPlugin adyen() {
            return new AdyenPlugin();
        }
    }

    @Autowired
    AdyenEndToEndTest(
            @LocalServerPort int port, World.Merchants merchants, SettableClock clock, AcquirerAlerts alerts) {
        this.port = port;
        this.merchants = merchants;
        this.clock = clock;
        this.alerts = alerts;
        var shop = merchants.fresh("adyen", AdyenContractTest.settings(stub));
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void close() {
        assertThat(stub.complaints()).isEmpty();
        assertThat(stub.sales(id)).as("sales at the acquirer").isLessThanOrEqualTo(1);
        vtex.close();
        stub.close();
    }

    @Test
    void a_card_is_approved_settled_and_given_back_once_adyen_says_so() {
        var created = vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED));
        assertThat(created.text("status")).isEqualTo("approved");
        assertThat(created.text("tid")).isEqualTo(stub.sale(id).psp);

        assertThat(vtex.change(id, "settlements", "S1", "31.90").status()).isEqualTo(200);
        hook("CAPTURE");
        assertThat(vtex.change(id, "refunds", "R1", "10.00").status()).isEqualTo(500);
        hook("REFUND");
        untilDone("refunds", "R1", "10.00");

        assertThat(stub.sale(id).captured).isEqualTo(3190);
        assertThat(stub.sale(id).refunded).isEqualTo(1000);
    }

    @Test
    void a_card_that_is_denied_is_told_with_its_code() {
        var created = vtex.create(id, "Mastercard", Vtex.card("4000000000000012"));

        assertThat(created.text("status")).isEqualTo("denied");
        assertThat(created.text("code")).isEqualTo("12");
    }

    @Test
    void a_card_is_cancelled() {
        vtex.create(id, "Elo", Vtex.card(AdyenStub.APPROVED));

        assertThat(vtex.change(id, "cancellations", "C1", "31.90").status()).isEqualTo(200);
        assertThat(stub.sale(id).state).isEqualTo("Cancelled");
    }

    @Test
    void tokens_leave_through_vtex_proxy_and_nothing_else_does() {
        try (var proxy = new StubServer(AdyenEndToEndTest::passOn)) {
            var tokens = """
                    ,"secureProxyUrl":"%s/proxy","card":{"numberToken":"#vtex#number#","holderToken":"#vtex#holder#",\
                    "cscToken":"#vtex#csc#","bin":"411111","expiration":{"month":"12","year":"2032"}}""".formatted(proxy.url());

            assertThat(vtex.create(id, "Visa", tokens).text("status")).isEqualTo("approved");
            assertThat(vtex.change(id, "settlements", "S1", "31.90").status()).isEqualTo(200);
            assertThat(proxy.calls()).hasSize(1);
            assertThat(proxy.calls().getFirst().body()).contains("#vtex#number#");
        }
    }

    @Test
    void a_wallets_card_travels_with_its_cryptogram_and_without_a_code() {
        var wallet = """
                ,"card":{"number":"%s","holder":"MARIA DA SILVA","csc":"123","cryptogram":"AgAAAAAABk4DWZ4C28yUQAAAAAA=",\
                "eci":"05","paymentOrigin":"Google Pay","expiration":{"month":"12","year":"2032"}}""".formatted(AdyenStub.APPROVED);

        assertThat(vtex.create(id, "Visa", wallet).text("status")).isEqualTo("approved");

        assertThat(String.valueOf(stub.sale(id).request.get("paymentMethod")))
                .contains("networkToken")
                .doesNotContain("cvc");
        assertThat(String.valueOf(stub.sale(id).request.get("mpiData"))).contains("AgAAAAAABk4DWZ4C28yUQAAAAAA=");
    }

    @Test
    void installments_are_told_to_adyen() {
        var six = Vtex.card(AdyenStub.APPROVED) + ",\"installments\":6,\"installmentsValue\":5.32";

        assertThat(vtex.create(id, "Visa", six).text("status")).isEqualTo("approved");

        assertThat(String.valueOf(stub.sale(id).request.get("installments"))).isEqualTo("{value=6}");
    }

    @Test
    void a_split_settlement_whose_answer_got_lost_is_sent_again_to_the_same_recipients() {
        vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED));
        stub.server().breakNext(Fault.REQUEST_LOST);
        vtex.split(id, "settlements", "S1", "31.90");

        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (stub.sale(id).captured == 0 && System.nanoTime() < end) {
            clock.advance(Duration.ofSeconds(6));
            vtex.split(id, "settlements", "S1", "31.90");
        }

        assertThat(stub.sale(id).captured).isEqualTo(3190);
        assertThat(stub.server().calls())
                .filteredOn(it -> it.path().endsWith("/captures"))
                .hasSizeGreaterThan(1)
                .extracting(StubServer.Call::body)
                .allSatisfy(it -> assertThat(it).contains("BalanceAccount", "\"account\":\"s1\""));
    }

    @Test
    void a_split_names_every_recipient() {
        var split = Vtex.card(AdyenStub.APPROVED) + """
                ,"recipients":[{"id":"BA-1","name":"Seller","role":"seller","amount":21.90},
                 {"id":"shop","name":"Shop","role":"marketplace","amount":10.00}]""";

        assertThat(vtex.create(id, "Visa", split).text("status")).isEqualTo("approved");

        assertThat(String.valueOf(stub.sale(id).request.get("splits")))
                .contains("BA-1", "2190", "BalanceAccount", "1000", "Commission");
    }

    @Test
    void refused_credentials_call_staff_and_leave_the_others_alone() {
        var settings = new HashMap<>(AdyenContractTest.settings(stub));
        settings.put("apiKey", "wrong");
        var wrong = merchants.fresh("adyen", settings);
        try (var other = new Vtex(port, wrong, merchants.connectorOf(wrong))) {
            var reply = other.create(id, "Visa", Vtex.card(AdyenStub.APPROVED));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text("status")).isNotEqualTo("approved");
        }

        assertThat(alertAbout(wrong.affiliation())).isTrue();
        assertThat(vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED)).text("status"))
                .isEqualTo("approved");
    }

    /** It is written aside, so it is waited for. */
    private boolean alertAbout(Affiliation affiliation) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            if (TenantScope.of(affiliation.tenantId()).call(alerts::refused).stream()
                    .anyMatch(it -> it.affiliationId().equals(affiliation.id()))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pix", "BankInvoice"})
    void what_the_shopper_pays_later_is_approved_by_callback(String method) {
        var created = vtex.create(id, method, "");
        assertThat(created.text("status")).isEqualTo("undefined");

        assertThat(stub.pays(id)).isTrue();
        hook("AUTHORISATION");

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
    }

    @Test
    void a_shopper_whom_his_bank_wants_to_see_comes_back_and_has_paid() {
        var created = vtex.create(id, "Visa", Vtex.card(AdyenStub.REDIRECTED));
        assertThat(created.text("status")).isEqualTo("undefined");
        assertThat(created.text("paymentUrl")).contains("/bank/");

        assertThat(vtex.visit(back(stub.sale(id).psp))).isEqualTo(302);

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
    }

    @Test
    void a_shopper_whom_his_bank_does_not_know_is_denied() {
        vtex.create(id, "Visa", Vtex.card(AdyenStub.REDIRECTED));

        vtex.visit(back("%21" + stub.sale(id).psp));

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("denied");
    }

    @Test
    void an_answer_that_got_lost_is_told_by_adyens_webhook() {
        stub.server().breakNext(Fault.ANSWER_LOST);
        assertThat(vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED)).text("status"))
                .isEqualTo("undefined");

        hook("AUTHORISATION");

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
        assertThat(stub.sales(id)).isEqualTo(1);
    }

    @Test
    void an_answer_that_got_lost_is_had_again_when_vtex_repeats() {
        stub.server().breakNext(Fault.ANSWER_LOST);
        vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED));

        assertThat(vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED)).text("status"))
                .isEqualTo("approved");
        assertThat(stub.sales(id)).isEqualTo(1);
    }

    @Test
    void an_answer_that_comes_after_vtex_stopped_waiting_is_told_by_callback() {
        stub.server().breakNext(Fault.HELD);
        var created = vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED), "X-VTEX-API-Is-TestSuite", "true");
        assertThat(created.text("status")).isEqualTo("undefined");

        stub.server().letGo();

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
        assertThat(stub.sales(id)).isEqualTo(1);
    }

    @Test
    void a_lost_payment_that_vtex_cancels_is_cancelled_at_adyen() {
        stub.server().breakNext(Fault.ANSWER_LOST);
        vtex.create(id, "Visa", Vtex.card(AdyenStub.APPROVED));

        vtex.change(id, "cancellations", "C1", "31.90");

        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!stub.sale(id).state.equals("Cancelled") && System.nanoTime() < end) {
            clock.advance(Duration.ofSeconds(5));
            vtex.change(id, "cancellations", "C1", "31.90");
        }
        assertThat(stub.sale(id).state).isEqualTo("Cancelled");
    }

    /** Everything of that kind that the stub has to tell about the payment. */
    private void hook(String eventCode) {
        var notices = stub.notices().about(id).stream()
                .filter(it -> it.eventCode().equals(eventCode))
                .toList();
        assertThat(notices).isNotEmpty();
        for (Notice it : notices) {
            assertThat(vtex.webhook("", AdyenNotices.authorization(), it.body()))
                    .isEqualTo(200);
        }
    }

    private void untilDone(String kind, String requestId, String value) {
        vtex.untilDone(id, kind, requestId, value, () -> {});
    }

    private String back(String result) {
        var ours = URI.create(String.valueOf(stub.sale(id).request.get("returnUrl")));
        return vtex.url() + ours.getPath() + "?redirectResult=" + result;
    }

    /** VTEX's proxy: it puts the card where its tokens stand and passes on. */
    private static Reply passOn(StubServer.Call call) {
        var request = HttpRequest.newBuilder(URI.create(call.header("x-provider-forward-to")))
                .header("Content-Type", call.header("content-type"))
                .header("X-API-Key", call.header("x-provider-forward-x-api-key"))
                .header("Idempotency-Key", call.header("x-provider-forward-idempotency-key"))
                .POST(HttpRequest.BodyPublishers.ofString(call.body()
                        .replace("#vtex#number#", AdyenStub.APPROVED)
                        .replace("#vtex#holder#", "MARIA DA SILVA")
                        .replace("#vtex#csc#", "737")))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return Reply.json(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
