package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is let go of, and that it changes no answer. */
class KeepingStoryTest extends EngineStory {
    KeepingStoryTest(Parts parts) {
        super(parts);
    }

    @Test
    void a_repeat_long_after_the_purge_is_answered_as_before_and_calls_nobody() {
        var first = authorize(Orders.visa(key, 10_000));
        var settled = change(Orders.settle(key, "s1", "100.00"));

        clock.advance(Duration.ofDays(200));
        keeping.purge();

        assertThat(authorize(Orders.visa(key, 10_000)).identifiers()).isEqualTo(first.identifiers());
        assertThat(change(Orders.settle(key, "s1", "100.00"))).isEqualTo(settled);
        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(acquirer.settlements).hasValue(1);
    }

    @Test
    void what_a_shopper_was_shown_is_let_go_of() {
        acquirer.authorize =
                it -> Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("somebody's code"));
        authorize(Orders.pix(key, 500));

        clock.advance(Duration.ofDays(200));
        keeping.purge();

        assertThat(current().next()).isEmpty();
    }
}
