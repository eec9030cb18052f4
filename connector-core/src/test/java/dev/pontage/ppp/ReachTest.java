package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReachTest {
    private long now = 1;
    private final Reach reach = new Reach(() -> now);

    @Test
    void a_database_that_answers_may_be_asked_by_all() {
        assertThat(reach.mayAsk()).isTrue();
        assertThat(reach.mayAsk()).isTrue();
    }

    @Test
    void once_there_is_no_connection_to_be_had_nobody_waits_for_one() {
        breaks();

        assertThat(reach.mayAsk()).isFalse();
    }

    @Test
    void after_a_second_one_tries_and_the_others_still_do_not_wait() {
        breaks();
        now += Duration.ofSeconds(1).toNanos();

        assertThat(reach.mayAsk()).isTrue();
        assertThat(reach.mayAsk()).isFalse();
    }

    @Test
    void one_answer_opens_it_for_all() {
        breaks();
        now += Duration.ofSeconds(1).toNanos();

        assertThat(reach.mayAsk()).isTrue();
        assertThat(reach.ask(() -> "yes")).isEqualTo("yes");

        assertThat(reach.mayAsk()).isTrue();
        assertThat(reach.mayAsk()).isTrue();
    }

    @Test
    void a_pool_that_is_busy_does_not_show_that_the_database_is_away() {
        assertThatThrownBy(() -> reach.ask(() -> {
            throw new IllegalStateException(new SQLTransientConnectionException("none within 3 s"));
        }));

        assertThat(reach.mayAsk()).isTrue();
    }

    @Test
    void a_statement_that_fails_says_nothing_about_the_database() {
        assertThatThrownBy(() -> reach.ask(() -> {
            throw new IllegalStateException("a bad statement");
        }));

        assertThat(reach.mayAsk()).isTrue();
    }

    @Test
    void what_is_known_without_it_does_not_show_that_it_is_back() {
        breaks();

        assertThat(reach.watch(() -> "yes")).isEqualTo("yes");

        assertThat(reach.isAway()).isTrue();
    }

    private void breaks() {
        assertThatThrownBy(() -> reach.ask(() -> {
            throw new IllegalStateException(
                    new SQLTransientConnectionException("none within 3 s", new IOException("refused")));
        }));
    }
}
