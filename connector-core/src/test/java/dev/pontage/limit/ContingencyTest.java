package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.world.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContingencyTest {
    private final SettableClock clock = new SettableClock();
    private final Contingency contingency = new Contingency(clock);

    @Test
    void five_failed_creates_spend_the_budget() {
        for (var i = 0; i < 5; i++) {
            contingency.failed("acme", Work.CREATE);
        }
        assertThat(contingency.of("acme").isSpent()).isTrue();
        assertThat(contingency.of("other").isSpent()).isFalse();
    }

    @Test
    void changes_are_counted_apart() {
        contingency.failed("acme", Work.CHANGE);

        assertThat(contingency.of("acme")).isEqualTo(new Contingency.Budget(0, 1));
    }

    @Test
    void what_is_older_than_five_minutes_is_forgotten() {
        contingency.failed("acme", Work.CREATE);
        clock.advance(Duration.ofMinutes(6));

        assertThat(contingency.of("acme").creates()).isZero();
    }
}
