package dev.pontage.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedAlarmTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CompletableFuture<String> end = new CompletableFuture<>();

    @Test
    void who_waits_hears_of_the_end_however_it_comes_about() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits = new ArrayList<Future<Boolean>>();
            var failing = new CompletableFuture<String>();
            for (var i = 0; i < 500; i++) {
                waits.add(threads.submit(() -> SharedAlarm.await(end, LONG)));
                waits.add(threads.submit(() -> SharedAlarm.await(failing, LONG)));
            }
            end.complete("done");
            failing.completeExceptionally(new IllegalStateException("failed"));

            for (var wait : waits) {
                assertThat(wait.get()).isTrue();
            }
        }
    }

    @Test
    void who_waits_too_long_is_told_and_the_others_wait_on() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var patient = threads.submit(() -> SharedAlarm.await(end, LONG));

            assertThat(SharedAlarm.await(end, SHORT)).isFalse();
            assertThat(end).isNotDone();

            end.complete("done");
            assertThat(patient.get()).isTrue();
        }
    }

    @Test
    void a_wait_that_begins_while_nobody_waits_ends_too() throws Exception {
        for (var i = 0; i < 5; i++) {
            assertThat(SharedAlarm.await(new CompletableFuture<>(), SHORT)).isFalse();
        }
    }

    @Test
    void without_time_it_is_only_asked() throws Exception {
        assertThat(SharedAlarm.await(end, Duration.ZERO)).isFalse();
        end.complete("done");
        assertThat(SharedAlarm.await(end, Duration.ofSeconds(-1))).isTrue();
    }

    @Test
    void who_is_interrupted_waits_no_longer() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> SharedAlarm.await(end, LONG)).isInstanceOf(InterruptedException.class);
    }
}
