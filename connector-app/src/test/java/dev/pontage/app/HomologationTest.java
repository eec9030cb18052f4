package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.homologation.Homologation;
import dev.pontage.homologation.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pretended gateway against the whole application: VTEX's seven flows and the protocol's checklist. */
@Timeout(600)
class HomologationTest {
    @Test
    void every_flow_and_every_point_succeeds_and_the_report_shows_no_card() {
        var shop = Platform.shared().shop(Map.of());
        var printed = new ArrayList<String>();

        var result = new Homologation(Clock.systemUTC(), printed::add).run(shop.target());

        assertThat(result.failures())
                .extracting(it -> it.point() + " " + it.title() + ": " + it.problem())
                .isEmpty();
        assertThat(printed).anyMatch(it -> it.contains("POST /ppp/"));
        assertThat(result.in(Verdict.State.SUCCESS)).hasSizeGreaterThan(35);
        assertThat(result.report())
                .doesNotContain(
                        "4444333322221111", "4222222222222224", shop.target().appToken(), "#vtex#token")
                .contains("For VTEX's ticket");
    }
}
