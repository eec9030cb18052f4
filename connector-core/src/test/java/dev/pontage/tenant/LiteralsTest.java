package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a server reads them as what they are is seen in {@link SentTest}. */
class LiteralsTest {

    private static String written(Object value) {
        var text = new StringBuilder();
        Literals.write(value, text);
        return text.toString();
    }

    @Test
    void plain_values_stand_as_people_read_them() {
        assertThat(List.of(
                        written("Visa? 31.90"),
                        written(7),
                        written(-8L),
                        written(true),
                        written(false),
                        written(Timestamp.from(Instant.parse("2026-11-23T16:05:45.933762Z"))),
                        written(new byte[] {0, (byte) 0xaf})))
                .containsExactly(
                        "_utf8mb4'Visa? 31.90'", "7", "-8", "1", "0", "'2026-11-23 16:05:45.933762'", "x'00af'");
        assertThat(new Sent("select ?", Arrays.asList((Object) null)).written()).isEqualTo("select null");
    }

    @Test
    void what_could_end_a_literal_is_written_as_its_bytes() {
        assertThat(written("it's")).isEqualTo("_utf8mb4 x'69742773'");
        assertThat(written("\\")).isEqualTo("_utf8mb4 x'5c'");
        assertThat(written("é")).isEqualTo("_utf8mb4 x'c3a9'");
        assertThat(written("\n")).isEqualTo("_utf8mb4 x'0a'");
    }

    @Test
    void a_value_of_a_kind_that_nobody_thought_of_is_refused() {
        assertThatThrownBy(() -> written(BigDecimal.ONE)).hasMessageContaining("BigDecimal");
    }

    @Test
    void a_place_without_a_value_and_a_value_without_a_place_are_refused() {
        assertThatThrownBy(() -> new Sent("select ?", List.of(1, 2)).written())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sent("select ?, ?", List.of(1)).written())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
