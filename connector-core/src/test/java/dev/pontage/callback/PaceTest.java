package dev.pontage.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.world.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private final SettableClock clock = new SettableClock();

    /** What may be sent in so many steps, by whoever always wants more. */
    private int sent(Pace pace, int steps, Duration step) {
        var sent = 0;
        for (var i = 0; i < steps; i++) {
            clock.advance(step);
            sent += pace.take(1_000);
        }
        return sent;
    }

    @Test
    void a_clock_that_is_set_back_does_not_stop_callbacks() {
        var pace = new Pace(clock, 500, () -> 1);
        pace.take(1_000);
        clock.advance(Duration.ofHours(-1));

        assertThat(sent(pace, 10, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(900);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void few_a_second_are_neither_none_nor_more(int perSecond) {
        var pace = new Pace(clock, perSecond, () -> 1);
        pace.take(1_000);

        assertThat(sent(pace, 60_000, Duration.ofMillis(1))).isBetween((int) (60 * 0.7 * perSecond), 60 * perSecond);
    }

    @Test
    void a_node_whose_part_is_less_than_one_a_second_sends_now_and_then() {
        var pace = new Pace(clock, 5, () -> 10);
        pace.take(1_000);

        assertThat(sent(pace, 60_000, Duration.ofMillis(1))).isBetween(20, 30);
    }
}
