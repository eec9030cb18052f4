package dev.pontage.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.settings.Settings;
import dev.pontage.testkit.Mothers;
import dev.pontage.testkit.SettableClock;
import dev.pontage.testkit.TestContext;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Faults by script, for test affiliations. */
class SandboxScriptTest {
    private final SandboxPlugin plugin = new SandboxPlugin();
    private final TestContext context =
            new TestContext(new SettableClock(), URI.create("https://pontage.example/hooks/1"), Set.of());

    @Test
    void a_dropped_answer_is_in_doubt_and_the_payment_is_found() {
        var acquirer = open("drop=100");
        var it = card("A");

        assertThatThrownBy(() -> acquirer.authorize(it)).isInstanceOf(AcquirerException.class);
        assertThat(acquirer.inquire(Mothers.inquiry(it, Identifiers.NONE)))
                .isInstanceOfSatisfying(
                        Inquiry.Authorized.class,
                        found -> assertThat(found.outcome()).isInstanceOf(Approved.class));
    }

    @Test
    void a_partial_approval_may_be_settled_up_to_half() {
        assertThat(open("partial=100").authorize(card("A")))
                .isInstanceOfSatisfying(
                        Approved.class,
                        it -> assertThat(it.maximum().orElseThrow().minor()).isEqualTo(1595));
    }

    @Test
    void a_wrong_amount_is_told() {
        assertThat(open("wrong-amount=100").authorize(card("A")))
                .isInstanceOfSatisfying(
                        Approved.class,
                        it -> assertThat(it.maximum().orElseThrow().minor()).isEqualTo(3191));
    }

    @Test
    void a_duplicated_command_takes_effect_once() {
        assertThat(open("duplicate=100").authorize(card("A"))).isEqualTo(open("").authorize(card("A")));
    }

    @Test
    void an_older_state_is_told_after_a_newer_one() {
        var acquirer = open("reorder=100");
        var it = card("A");
        acquirer.authorize(it);
        var inquiry = Mothers.inquiry(it, Identifiers.NONE);

        assertThat(acquirer.inquire(inquiry)).isNotEqualTo(acquirer.inquire(inquiry));
    }

    @Test
    void about_so_many_payments_are_hit_and_always_the_same() {
        var script = SandboxScript.read("drop=20%").orElseThrow();
        var hit = IntStream.range(0, 5_000)
                .filter(it -> script.hits(SandboxScript.Wrong.DROP, "payment " + it))
                .count();

        assertThat(hit).isBetween(850L, 1_150L);
        assertThat(script.hits(SandboxScript.Wrong.DROP, "A")).isEqualTo(script.hits(SandboxScript.Wrong.DROP, "A"));
    }

    @Test
    void latency_has_a_median_and_a_tail() {
        var script = SandboxScript.read("latency=50/200/1500").orElseThrow();

        var millis = IntStream.range(0, 2_000)
                .mapToLong(it -> script.latencyMillis("payment " + it))
                .sorted()
                .toArray();

        assertThat(millis[1_000]).isBetween(45L, 55L);
        assertThat(millis[1_900]).isBetween(150L, 500L);
        assertThat(millis[1_999]).isBetween(1_000L, 1_500L);
    }

    @Test
    void a_tail_before_its_median_is_no_script() {
        assertThat(SandboxScript.read("latency=200/50/1500")).isEmpty();
        assertThat(SandboxScript.read("latency=200-50")).isEmpty();
        assertThat(SandboxScript.read("latency=1/2")).isEmpty();
    }

    @Test
    void latency_lies_between_its_ends() {
        var script = SandboxScript.read("latency=20-200").orElseThrow();

        assertThat(IntStream.range(0, 500).mapToLong(it -> script.latencyMillis("payment " + it)))
                .allMatch(it -> it >= 20 && it <= 200)
                .anyMatch(it -> it > 150);
    }

    @Test
    void what_is_no_script_is_refused_with_the_setting_named() {
        assertThat(plugin.check(settings("explode=1"), context))
                .anyMatch(it -> it.key().equals("faults"));
    }

    @Test
    void outside_the_test_environment_a_script_does_nothing() {
        assertThat(SandboxPlugin.script(settings("drop=100"), false)).isSameAs(SandboxScript.EMPTY);
    }

    private Acquirer open(String script) {
        return plugin.open(settings(script), context);
    }

    private Settings settings(String script) {
        return new Settings(plugin.descriptor().settings(), Map.of("faults", script));
    }

    private static Authorization card(String id) {
        var data = Mothers.cardData(Mothers.CARD_NUMBER);
        return Mothers.authorization(
                id, Mothers.card("Visa", data, Mothers.CARD_NUMBER), Mothers.reais(3190), Mothers.buyer());
    }
}
