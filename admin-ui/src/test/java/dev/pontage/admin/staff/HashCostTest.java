package dev.pontage.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashCostTest {
    @Test
    void a_guess_costs_sixteen_megabytes_and_two_passes_of_argon2id() {
        assertThat(HashCost.USUAL.encoder().encode("a horse on the staircase"))
                .startsWith("$argon2id$v=19$m=16384,t=2,p=1$");
    }
}
