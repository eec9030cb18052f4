package dev.pontage.affiliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutTest {
    @Test
    void a_payment_always_goes_to_the_same_version() {
        var rollout = rollout(50);

        assertThat(rollout.versionFor("A")).isEqualTo(rollout.versionFor("A"));
    }

    @Test
    void about_so_many_payments_go_to_the_new_version() {
        var rollout = rollout(20);
        var there = IntStream.range(0, 10_000)
                .filter(it -> rollout.versionFor("payment-" + it).equals("2.0.0"))
                .count();

        assertThat(there).isBetween(1_800L, 2_200L);
    }

    @Test
    void a_payment_that_was_there_stays_there_when_the_percentage_grows() {
        var small = rollout(10);
        var large = rollout(60);

        assertThat(IntStream.range(0, 1_000).mapToObj(it -> "payment-" + it))
                .filteredOn(it -> small.versionFor(it).equals("2.0.0"))
                .isNotEmpty()
                .allMatch(it -> large.versionFor(it).equals("2.0.0"));
    }

    @Test
    void nothing_and_all_mean_what_they_say() {
        assertThat(rollout(0).versionFor("A")).isEqualTo("1.0.0");
        assertThat(rollout(100).versionFor("A")).isEqualTo("2.0.0");
    }

    private static Rollout rollout(int percent) {
        return new Rollout(new UUID(1, 1), "1.0.0", "2.0.0", percent, "staff", Instant.EPOCH);
    }
}
