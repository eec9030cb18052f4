package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.payment.PaymentId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeGapsTest {
    private static final PaymentId ONE = new PaymentId("one");

    @Test
    void a_second_change_of_a_payment_waits_for_its_turn() {
        var gaps = new ChangeGaps(Duration.ofMillis(300));
        gaps.await(ONE);
        var began = System.nanoTime();
        gaps.await(ONE);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void a_change_that_is_interrupted_while_it_waits_is_certainly_not_sent() {
        var gaps = new ChangeGaps(Duration.ofMinutes(10));
        gaps.await(ONE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> gaps.await(ONE))
                .isInstanceOfSatisfying(
                        AcquirerException.class, it -> assertThat(it.effect()).isEqualTo(Effect.NONE));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_change_behind_one_that_waits_is_told_when_to_come_again() {
        var gaps = new ChangeGaps(Duration.ofMinutes(10));
        gaps.await(ONE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gaps.await(ONE)).isInstanceOf(AcquirerException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThatThrownBy(() -> gaps.await(ONE))
                .isInstanceOfSatisfying(
                        AcquirerException.class,
                        it -> assertThat(it.retryAfter()).isPresent());
    }

    @Test
    void another_payment_waits_for_nothing() {
        var gaps = new ChangeGaps(Duration.ofMinutes(10));
        gaps.await(ONE);
        gaps.await(new PaymentId("two"));
    }

    @Test
    void without_a_gap_nothing_waits() {
        var gaps = new ChangeGaps(Duration.ZERO);
        gaps.await(ONE);
        gaps.await(ONE);
    }
}
