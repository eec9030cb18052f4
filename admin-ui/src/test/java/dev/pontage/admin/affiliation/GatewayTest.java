package dev.pontage.admin.affiliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.policy.Delays;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    @ParameterizedTest
    @CsvSource({
        "CARD,600,5",
        "CARD,3600,5",
        "CARD,3601,60",
        "CARD,86399,60",
        "CARD,86400,240",
        "CARD,2592000,240",
        "PIX,3600,5"
    })
    void how_often_it_asks_again_follows_from_the_delay_to_cancel(Flow flow, int cancel, long minutes) {
        assertThat(of(flow, new Delays(cancel, 100, 200)).every()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({"100,200,100", "200,100,100", "0,100,0"})
    void without_antifraud_the_shorter_delay_settles(int settle, int antifraud, long seconds) {
        assertThat(of(Flow.CARD, new Delays(600, settle, antifraud)).settles()).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static Gateway of(Flow flow, Delays delays) {
        return Gateway.of(delays, new PluginDescriptor.Method("M", flow, SplitStage.DISABLED, false, Optional.empty()));
    }
}
