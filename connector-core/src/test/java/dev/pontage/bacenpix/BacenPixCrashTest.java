package dev.pontage.bacenpix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.Crashes;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.testkit.StubServer.Fault;
import dev.pontage.world.QuickTime;
import dev.pontage.world.SettableClock;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;

/** The node dies between any two steps: the bank has what VTEX was told, and has it once. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pontage.roles=gateway,worker", "pontage.allow-private-network=true"})
@Import(BacenPixCrashTest.Installed.class)
@DirtiesContext
class BacenPixCrashTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    private final BankStub stub;
    private final QuickTime time;
    private final Crashes crashes;
    private final Vtex vtex;

    @TestConfiguration(proxyBeanMethods = false)
    static class Installed {
        @Bean
        AcquirerPlugin bacenPix() {
            return new BacenPixPlugin();
        }

        @Bean
        @Primary
        Crashes crashes() {
            return new Crashes();
        }
    }

    @Autowired
    BacenPixCrashTest(@LocalServerPort int port, World.Merchants merchants, SettableClock clock, Crashes crashes) {
        this.time = new QuickTime(clock);
        this.crashes = crashes;
        this.stub = new BankStub(clock::instant);
        var shop = merchants.fresh("bacen-pix", BacenPixContractTest.settings(stub));
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void close() {
        assertThat(crashes.happened()).as("the node died").isTrue();
        assertThat(stub.complaints()).isEmpty();
        assertThat(stub.charges()).isLessThanOrEqualTo(1);
        vtex.close();
        stub.close();
    }

    /** A charge that was made and never shown: the resolver finds it, VTEX's repeat shows it. */
    @ParameterizedTest
    @ValueSource(strings = {"CLAIMED", "ANSWERED", "CONCLUDED"})
    void a_charge_is_made_once_shown_and_paid(String step) {
        crashes.at(id, "CREATE", step);

        shown();

        paid();
        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAKEN", "LOOKED", "RESOLVED"})
    void a_payment_is_told_once_also_if_the_one_who_asks_the_bank_dies(String step) {
        shown();
        crashes.at(id, "CREATE", step);
        assertThat(stub.pays(id)).isTrue();
        died();

        until(() -> vtex.create(id, "Pix", "").text("status").equals("approved"));
        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
    }

    @Test
    void money_goes_back_once_wherever_the_node_dies() {
        shown();
        paid();
        vtex.isTold(id);
        assertThat(vtex.change(id, "settlements", "S1", "31.90").status()).isEqualTo(200);
        var steps = List.of("CLAIMING", "CLAIMED", "ANSWERED", "CONCLUDED", "TAKEN", "LOOKED", "RESOLVED");
        for (var step : steps) {
            crashes.at(id, "REFUND", step);
            if (steps.indexOf(step) > 3) {
                stub.server().breakNext(Fault.ANSWER_LOST);
                vtex.change(id, "refunds", step, "1.00");
                died();
            }
            vtex.untilDone(id, "refunds", step, "1.00", this::afterItsLease);
            assertThat(crashes.happened()).as(step).isTrue();
        }
        assertThat(stub.charge(id).refunds).hasSize(steps.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAIMING", "CLAIMED", "ANSWERED", "CONCLUDED"})
    void a_charge_is_removed_wherever_the_node_dies(String step) {
        shown();
        crashes.at(id, "CANCEL", step);

        vtex.untilDone(id, "cancellations", "C1", "31.90", this::later);

        assertThat(stub.charge(id).status).startsWith("REMOVIDA");
    }

    /** Made at the bank and never shown to anybody: who finds it when its time is over removes it, and may die at that. */
    @ParameterizedTest
    @ValueSource(strings = {"TAKEN", "LOOKED", "RESOLVED"})
    void a_charge_that_nobody_saw_is_removed_wherever_the_node_dies(String step) {
        crashes.at(id, "CREATE", "ANSWERED");
        vtex.create(id, "Pix", "");
        assertThat(crashes.happened()).isTrue();
        crashes.at(id, "CREATE", step);

        time.leap(Duration.ofDays(2));

        died();
        until(() -> stub.charge(id).status.startsWith("REMOVIDA"));
        until(() -> vtex.create(id, "Pix", "").text("status").equals("denied"));
    }

    private void shown() {
        until(() -> vtex.create(id, "Pix", "").body().has("paymentAppData"));
    }

    private void paid() {
        assertThat(stub.pays(id)).isTrue();
        assertThat(vtex.webhook("/pix", "none", stub.notice(id))).isEqualTo(200);
    }

    private void died() {
        var end = System.nanoTime() + LONG.toNanos();
        while (!crashes.happened() && System.nanoTime() < end) {
            time.pass();
            vtex.visit(vtex.url() + "/ppp/nobody/manifest");
        }
    }

    private void until(java.util.function.BooleanSupplier done) {
        var end = System.nanoTime() + LONG.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            time.pass();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    /** Leases have run out, and the bank has returned what it was to return. */
    /** The node that died held the change: who asks before its lease is over waits for that. */
    private void afterItsLease() {
        time.leap(Duration.ofSeconds(16));
        later();
    }

    private void later() {
        time.pass();
        stub.refundsEnd("DEVOLVIDO");
    }
}
