package dev.pontage.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.Crashes;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.testkit.StubServer.Fault;
import dev.pontage.world.QuickTime;
import dev.pontage.world.SettableClock;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;

/** The node dies between any two steps: Adyen's stub ends with what VTEX was told, and has it once. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pontage.roles=gateway,worker", "pontage.allow-private-network=true", "pontage.direct-cards=true"
        })
@Import(AdyenCrashTest.Installed.class)
@DirtiesContext
class AdyenCrashTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AdyenStub stub = new AdyenStub();
    private final String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    private final QuickTime time;
    private final Set<String> heard = new HashSet<>();
    private final Crashes crashes;
    private final Vtex vtex;

    @TestConfiguration(proxyBeanMethods = false)
    static class Installed {
        @Bean
        AcquirerPlugin adyen() {
            return new AdyenPlugin();
        }

        @Bean
        @Primary
        Crashes crashes() {
            return new Crashes();
        }
    }

    @Autowired
    AdyenCrashTest(@LocalServerPort int port, World.Merchants merchants, SettableClock clock, Crashes crashes) {
        this.time = new QuickTime(clock);
        this.crashes = crashes;
        var shop = merchants.fresh("adyen", AdyenContractTest.settings(stub));
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void close() {
        assertThat(crashes.happened()).as("the node died").isTrue();
        assertThat(stub.complaints()).isEmpty();
        assertThat(stub.sales(id)).as("sales at the acquirer").isLessThanOrEqualTo(1);
        vtex.close();
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Visa, CLAIMING",
        "Visa, CLAIMED",
        "Visa, ANSWERED",
        "Visa, CONCLUDED",
        "Pix, CLAIMED",
        "Pix, ANSWERED",
        "BankInvoice, CLAIMED",
        "BankInvoice, ANSWERED"
    })
    void a_payment_is_made_once(String method, String step) {
        crashes.at(id, "CREATE", step);

        made(method);

        if (!method.equals("Visa")) {
            assertThat(stub.pays(id)).isTrue();
            hook("AUTHORISATION");
            assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
        }
        assertThat(stub.sale(id).state).isEqualTo("Authorised");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAKEN", "LOOKED", "RESOLVED"})
    void a_payment_in_doubt_whose_resolver_dies_too_is_made_once(String step) {
        stub.server().breakNext(Fault.ANSWER_LOST);
        crashes.at(id, "CREATE", step);
        create("Visa");
        died();

        made("Visa");
    }

    @ParameterizedTest
    @CsvSource({"SETTLE, settlements", "REFUND, refunds"})
    void money_is_moved_once_wherever_the_node_dies(String kind, String path) {
        create("Visa");
        if (kind.equals("REFUND")) {
            vtex.untilDone(id, "settlements", "S", "31.90", this::later);
        }
        var steps = List.of("CLAIMING", "CLAIMED", "ANSWERED", "CONCLUDED", "TAKEN", "LOOKED", "RESOLVED");
        for (var step : steps) {
            crashes.at(id, kind, step);
            if (steps.indexOf(step) > 3) {
                stub.server().breakNext(Fault.ANSWER_LOST);
                vtex.change(id, path, step, "1.00");
                died();
            }
            vtex.untilDone(id, path, step, "1.00", this::afterItsLease);
            assertThat(crashes.happened()).as(step).isTrue();
        }
        assertThat(kind.equals("REFUND") ? stub.sale(id).refunded : stub.sale(id).captured)
                .isEqualTo(100L * steps.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAIMING", "CLAIMED", "ANSWERED", "CONCLUDED"})
    void a_payment_is_cancelled_once(String step) {
        create("Visa");
        crashes.at(id, "CANCEL", step);

        vtex.untilDone(id, "cancellations", "C1", "31.90", this::later);

        assertThat(stub.sale(id).state).isEqualTo("Cancelled");
        assertThat(create("Visa").text("status")).isEqualTo("denied");
    }

    /** Adyen has it and we do not know its name there: VTEX is told at once, and what is there goes by our reference. */
    @ParameterizedTest
    @CsvSource({"CANCEL, CLAIMING", "VOID, TAKEN", "VOID, LOOKED", "VOID, RESOLVED"})
    void a_lost_payment_that_vtex_cancels_is_removed_wherever_the_node_dies(String kind, String step) {
        stub.server().breakNext(Fault.ANSWER_LOST);
        create("Visa");
        crashes.at(id, kind, step);

        vtex.untilDone(id, "cancellations", "C1", "31.90", this::later);

        untilCancelled();
        died();
        assertThat(create("Visa").text("status")).isEqualTo("denied");
    }

    /** Nobody came back for it: what may be there is removed. */
    @ParameterizedTest
    @ValueSource(strings = {"TAKEN", "LOOKED", "RESOLVED"})
    void a_lost_payment_that_runs_out_is_removed_wherever_the_node_dies(String step) {
        stub.server().breakNext(Fault.ANSWER_LOST);
        create("Visa");
        crashes.at(id, "VOID", step);

        time.leap(Duration.ofDays(2));

        untilCancelled();
        died();
        assertThat(create("Visa").text("status")).isEqualTo("denied");
    }

    private void untilCancelled() {
        var end = System.nanoTime() + LONG.toNanos();
        while (!stub.sale(id).state.equals("Cancelled") && System.nanoTime() < end) {
            later();
        }
        assertThat(stub.sale(id).state).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAIMED", "ANSWERED"})
    void a_shopper_whose_return_was_interrupted_comes_back_once_more(String step) {
        vtex.create(id, "Visa", Vtex.card(AdyenStub.REDIRECTED));
        crashes.at(id, "RESUME", step);
        var ours = URI.create(String.valueOf(stub.sale(id).request.get("returnUrl")));

        var end = System.nanoTime() + LONG.toNanos();
        while (!isDecided() && System.nanoTime() < end) {
            vtex.visit(vtex.url() + ours.getPath() + "?redirectResult=" + stub.sale(id).psp);
            later();
        }

        assertThat(vtex.isTold(id).path("status").asString()).isEqualTo("approved");
    }

    private boolean isDecided() {
        return vtex.create(id, "Visa", Vtex.card(AdyenStub.REDIRECTED))
                .text("status")
                .equals("approved");
    }

    private Vtex.Reply create(String method) {
        return vtex.create(id, method, method.equals("Visa") ? Vtex.card(AdyenStub.APPROVED) : "");
    }

    /** VTEX asks again until there is something to go on with. */
    private void made(String method) {
        var end = System.nanoTime() + LONG.toNanos();
        var reply = create(method);
        while (!isMade(reply) && System.nanoTime() < end) {
            later();
            reply = create(method);
        }
        assertThat(isMade(reply)).as("%s", reply.body()).isTrue();
    }

    private static boolean isMade(Vtex.Reply reply) {
        return reply.text("status").equals("approved")
                || reply.body().has("paymentUrl")
                || reply.body().has("paymentAppData");
    }

    /** Nobody asks for it: the resolver takes it up by itself. */
    private void died() {
        var end = System.nanoTime() + LONG.toNanos();
        while (!crashes.happened() && System.nanoTime() < end) {
            time.pass();
            vtex.visit(vtex.url() + "/ppp/nobody/manifest");
        }
    }

    /** Leases have run out, and Adyen has told what it had to tell. */
    /** The node that died held the change: who asks before its lease is over waits for that. */
    private void afterItsLease() {
        time.leap(Duration.ofSeconds(16));
        later();
    }

    private void later() {
        time.pass();
        hook("CAPTURE");
        hook("REFUND");
    }

    private void hook(String eventCode) {
        stub.notices().about(id).stream()
                .filter(it -> it.eventCode().equals(eventCode) && heard.add(it.body()))
                .forEach(it -> assertThat(vtex.webhook("", AdyenNotices.authorization(), it.body()))
                        .isEqualTo(200));
    }
}
