package dev.pontage.bacenpix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.acquirer.AcquirerAlerts;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.tenant.TenantScope;
import dev.pontage.testkit.StubServer.Fault;
import dev.pontage.world.SettableClock;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** PPP in, a bank's stub, webhook in, callback out, with everything between on real tables. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pontage.roles=gateway,worker", "pontage.allow-private-network=true"})
@Import(BacenPixEndToEndTest.Installed.class)
@DirtiesContext
class BacenPixEndToEndTest {
    private final String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    private final BankStub stub;
    private final Vtex vtex;
    private final World.Merchants merchants;
    private final AcquirerAlerts alerts;
    private final int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class Installed {
        @Bean
        AcquirerPlugin bacenPix() {
            return new BacenPixPlugin();
        }
    }

    @Autowired
    BacenPixEndToEndTest(
            @LocalServerPort int port, World.Merchants merchants, SettableClock clock, AcquirerAlerts alerts) {
        this.port = port;
        this.merchants = merchants;
        this.alerts = alerts;
        this.stub = new BankStub(clock::instant);
        var shop = merchants.fresh("bacen-pix", BacenPixContractTest.settings(stub));
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void close() {
        assertThat(stub.complaints()).isEmpty();
        assertThat(stub.charges()).isLessThanOrEqualTo(1);
        vtex.close();
        stub.close();
    }

    @Test
    void a_pix_is_shown_paid_hinted_at_asked_about_and_approved_by_callback() {
        var created = vtex.create(id, "Pix", "");
        assertThat(created.text("status")).isEqualTo("undefined");
        assertThat(created.body().path("paymentAppData").toString()).contains("00020101021226BR.GOV.BCB.PIX" + id);

        pays();

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
    }

    @Test
    void a_hint_about_what_nobody_paid_changes_nothing() {
        vtex.create(id, "Pix", "");
        assertThat(vtex.webhook("/pix", "none", stub.notice(id))).isEqualTo(200);

        assertThat(vtex.create(id, "Pix", "").text("status")).isEqualTo("undefined");
    }

    @Test
    void a_refund_is_done_once_the_bank_has_returned_the_money() {
        vtex.create(id, "Pix", "");
        pays();
        vtex.isTold(id);
        assertThat(vtex.change(id, "settlements", "S1", "31.90").status()).isEqualTo(200);

        assertThat(vtex.change(id, "refunds", "R1", "10.00").status()).isEqualTo(500);
        stub.refundsEnd("DEVOLVIDO");
        assertThat(vtex.webhook("/pix", "none", stub.notice(id))).isEqualTo(200);

        untilDone("refunds", "R1", "10.00");
        assertThat(stub.charge(id).refunds).hasSize(1);
    }

    @Test
    void what_is_cancelled_in_time_is_removed() {
        vtex.create(id, "Pix", "");

        untilDone("cancellations", "C1", "31.90");
        assertThat(stub.charge(id).status).startsWith("REMOVIDA");
    }

    @Test
    void what_is_paid_while_it_is_cancelled_goes_back() {
        vtex.create(id, "Pix", "");
        stub.paysWhenRemoved(id);

        vtex.change(id, "cancellations", "C1", "31.90");
        stub.refundsEnd("DEVOLVIDO");
        vtex.webhook("/pix", "none", stub.notice(id));

        untilDone("cancellations", "C1", "31.90");
        assertThat(stub.charge(id).refunds.values()).extracting(it -> it.value).containsExactly("31.90");
    }

    @Test
    void refused_credentials_call_staff_and_leave_the_others_alone() {
        var settings = new HashMap<>(BacenPixContractTest.settings(stub));
        settings.put("clientSecret", "wrong");
        var wrong = merchants.fresh("bacen-pix", settings);
        try (var other = new Vtex(port, wrong, merchants.connectorOf(wrong))) {
            assertThat(other.create(id, "Pix", "").text("status")).isEqualTo("denied");
        }

        assertThat(vtex.create(id, "Pix", "").text("status")).isEqualTo("undefined");
        assertThat(alertAbout(wrong.affiliation())).isTrue();
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

    @Test
    void a_charge_whose_answer_got_lost_cannot_be_paid_by_anyone() {
        stub.server().breakNext(Fault.OUT_OF_ORDER); // no token, so certainly nothing
        assertThat(vtex.create(id, "Pix", "").text("status")).isIn("denied", "undefined");
        assertThat(stub.charges()).isZero();
    }

    private void pays() {
        assertThat(stub.pays(id)).isTrue();
        assertThat(vtex.webhook("/pix", "none", stub.notice(id))).isEqualTo(200);
    }

    private void untilDone(String kind, String requestId, String value) {
        vtex.untilDone(id, kind, requestId, value, () -> {});
    }
}
