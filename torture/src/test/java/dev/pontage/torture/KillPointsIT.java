package dev.pontage.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of ./pontage torture: five points by chance, on the distribution as it was built. */
class KillPointsIT {
    @Test
    @Timeout(1200)
    void a_payment_survives_five_kills_charged_once_and_answered_the_same() {
        var options = Options.brief(new Random().nextInt(1_000_000));
        var table = new Table(System.out);
        table.title("kill points, ./pontage torture --brief --seed " + options.seed());

        var result = new KillPoints(options).run(Place.fresh(Path.of(".."), "test"), table, Clock.systemUTC());

        assertThat(result.violations()).as("seed %d", options.seed()).isEmpty();
        assertThat(result.trials()).isEqualTo(5);
        assertThat(result.payments()).isPositive();
    }
}
