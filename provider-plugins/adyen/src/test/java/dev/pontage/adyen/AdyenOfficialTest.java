package dev.pontage.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Resume;
import dev.pontage.testkit.Mothers;
import dev.pontage.testkit.OpenApiCheck;
import dev.pontage.testkit.StubServer.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request that the plugin can send is one of Adyen's official description, and a spoilt one is not. */
class AdyenOfficialTest {
    private static final Optional<OpenApiCheck> OFFICIAL = OpenApiCheck.find("adyen/CheckoutService-v72.yaml");

    private final AdyenBench bench = new AdyenBench();

    @BeforeEach
    void isAtHand() {
        assumeTrue(OFFICIAL.isPresent(), "skipped: Adyen's official description is not beside the project");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void authorizing_in_every_way() {
        var six = new Authorization.Installments(6, Optional.empty(), Optional.empty());
        var recipients = List.of(
                AdyenBench.recipient("market", "marketplace", 190), AdyenBench.recipient("BA1", "seller", 3000));
        bench.acquirer.authorize(AdyenBench.with(bench.card(AdyenStub.APPROVED), six, recipients));
        bench.acquirer.authorize(AdyenBench.as("2", bench.wallet("AAECAwQFBgcICQoLDA0ODw==")));
        bench.acquirer.authorize(
                AdyenBench.with(AdyenBench.as("3", bench.card(AdyenStub.REDIRECTED)), Mothers.oddBuyer()));
        bench.acquirer.authorize(AdyenBench.as("4", AdyenBench.pix()));
        bench.acquirer.authorize(AdyenBench.as("5", AdyenBench.slip()));

        assertOfficial("/payments", 5);
    }

    @Test
    void changing_in_every_way() {
        var paid = bench.paid();
        var all = Mothers.reais(3190);
        var none = Mothers.reais(0);
        bench.acquirer.settle(Mothers.settle(AdyenBench.ID, "1", paid, all, all, none));
        bench.acquirer.refund(Mothers.refund(AdyenBench.ID, "1", "S", paid, all, all));
        bench.acquirer.cancel(Mothers.cancel(AdyenBench.ID, paid, all));
        bench.acquirer.cancel(Mothers.cancel("2", paid.with(AdyenReplies.TAKEN_AT_ONCE, "true"), all));
        bench.acquirer.cancel(Mothers.cancel("3", Identifiers.NONE, all));

        assertOfficial("/captures", 1);
        assertOfficial("/refunds", 1);
        assertOfficial("/cancels", 2);
        assertOfficial("/reversals", 1);
    }

    @Test
    void going_on_and_trying_the_connection() {
        var command = bench.card(AdyenStub.REDIRECTED);
        var pending = (Pending) bench.acquirer.authorize(command);
        var plain = Mothers.resume(command, pending.identifiers());
        bench.acquirer.resume(new Resume(
                plain.paymentId(),
                plain.request(),
                plain.identifiers(),
                plain.amount(),
                plain.method(),
                Map.of("redirectResult", pending.identifiers().tid().orElseThrow())));
        var settings = new dev.pontage.spi.settings.Settings(
                new AdyenPlugin().descriptor().settings(), AdyenContractTest.settings(bench.stub));
        new AdyenPlugin().check(settings, bench.context);

        assertOfficial("/payments/details", 1);
        assertOfficial("/paymentMethods", 1);
    }

    /** Each request as it was, and once more with a member that nobody knows and without each that is wanted. */
    private void assertOfficial(String end, int count) {
        var calls = bench.stub.server().calls().stream()
                .filter(it -> it.path().endsWith(end))
                .toList();
        assertThat(calls).hasSize(count).allSatisfy(it -> {
            assertThat(problems(it, it.body())).isEmpty();
            assertThat(problems(it, it.body().replaceFirst("\\{", "{\"nobodyKnows\":1,")))
                    .isNotEmpty();
            assertThat(problems(it, "{}")).isNotEmpty();
        });
    }

    @Test
    void a_spoilt_amount_reference_or_name_is_noticed() {
        bench.acquirer.authorize(bench.card(AdyenStub.APPROVED));
        var call = bench.stub.server().calls().getLast();

        assertThat(List.of(
                        call.body().replace("\"value\":3190", "\"value\":\"31.90\""),
                        call.body().replace("\"currency\":\"BRL\"", "\"currency\":\"R$\""),
                        call.body().replace("\"reference\":\"", "\"reference\":\"" + "x".repeat(80)),
                        call.body().replace("\"type\":\"scheme\"", "\"type\":\"plastic\""),
                        call.body().replace("\"lastName\"", "\"surname\"")))
                .allSatisfy(it -> {
                    assertThat(it).isNotEqualTo(call.body());
                    assertThat(problems(call, it)).isNotEmpty();
                });
    }

    private static List<String> problems(Call call, String body) {
        return OFFICIAL.orElseThrow().problems(call.method(), call.path().replaceFirst("/v72", ""), body);
    }
}
