package dev.pontage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker inside = CircuitBreaker.of("acquirer", Breakers.CONFIG);
    private final Breaker breaker = new Breaker(inside, nanos::get);

    @Test
    void calls_that_hang_open_it_before_their_time_is_up() {
        for (var i = 0; i < 10; i++) {
            assertThat(breaker.enter()).isTrue();
        }
        pass(Duration.ofSeconds(4));

        assertThat(breaker.enter()).isFalse();
        assertThat(breaker.state()).isEqualTo("open");
    }

    @Test
    void slow_calls_among_answered_ones_do_not_open_it() {
        for (var i = 0; i < 12; i++) {
            breaker.enter();
        }
        pass(Duration.ofSeconds(4));
        breaker.answered(Duration.ofSeconds(4));

        assertThat(breaker.enter()).isTrue();
    }

    @Test
    void half_open_it_lets_one_probe_through() {
        inside.transitionToOpenState();
        inside.transitionToHalfOpenState();

        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isFalse();
    }

    @Test
    void a_probe_that_is_answered_closes_it() {
        inside.transitionToOpenState();
        inside.transitionToHalfOpenState();
        breaker.enter();
        breaker.answered(Duration.ofMillis(5));

        assertThat(breaker.state()).isEqualTo("closed");
    }

    @Test
    void open_it_says_beforehand_that_it_would_stop_a_call() {
        assertThat(breaker.wouldStop()).isFalse();
        inside.transitionToOpenState();

        assertThat(breaker.wouldStop()).isTrue();
    }

    @Test
    void hanging_calls_are_noticed_by_one_who_only_asks() {
        for (var i = 0; i < 10; i++) {
            breaker.enter();
        }
        pass(Duration.ofSeconds(4));

        assertThat(breaker.wouldStop()).isTrue();
        assertThat(breaker.state()).isEqualTo("open");
    }

    @Test
    void when_the_wait_is_over_one_of_those_who_ask_is_let_pass() {
        inside.transitionToOpenState();
        pass(Duration.ofSeconds(16));

        assertThat(breaker.wouldStop()).isFalse();
        assertThat(breaker.wouldStop()).isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(breaker.wouldStop()).isFalse();
    }

    @Test
    void while_the_probe_is_under_way_all_others_are_told_no() {
        inside.transitionToOpenState();
        inside.transitionToHalfOpenState();
        assertThat(breaker.enter()).isTrue();
        pass(Duration.ofSeconds(30));
        assertThat(breaker.wouldStop()).isTrue();

        breaker.answered(Duration.ofSeconds(30));
        assertThat(breaker.wouldStop()).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
