package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"31.9|3190", "29,90|2990", "31.9000|3190", "0|0", "1E2|10000", "1.5e1|1500", " 7 |700", "0e999|0"})
    void a_number_is_understood_however_it_is_written(String text, long minor) {
        assertThat(minor(text, "BRL")).isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e300000000",
                "1e-300000000",
                "1e999",
                "abc",
                "",
                "1.2.3",
                "NaN",
                "0x10",
                "1,000,000",
                "--1",
                "1e"
            })
    void what_is_no_number_of_ours_is_refused_at_once(String text) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThatThrownBy(() -> minor(text, "BRL")).isInstanceOf(BadRequest.class));
    }

    @ParameterizedTest
    @CsvSource({"1.005,BRL", "1.5,CLP", "1.0001,KWD", "-1,BRL", "1000000000000000,BRL"})
    void too_fine_too_large_or_negative_is_refused(String text, String currency) {
        assertThatThrownBy(() -> minor(text, currency))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("value")
                .hasMessageNotContaining(text);
    }

    @Test
    void a_plugin_may_differ_in_the_places_of_a_currency() {
        assertThat(Amounts.exponent("currency", "CLP", Map.of("CLP", 2))).isEqualTo(2);
        assertThat(Amounts.exponent("currency", "CLP", Map.of())).isZero();
    }

    @Test
    void an_unknown_currency_is_refused() {
        assertThatThrownBy(() -> Amounts.exponent("currency", "ZZZ", Map.of())).isInstanceOf(BadRequest.class);
    }

    @Test
    void every_amount_survives_being_written_and_read() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++) {
            var minor = random.nextLong(1_000_000_000_000L);
            var text = BigDecimal.valueOf(minor, 2).toPlainString();
            assertThat(minor(random.nextBoolean() ? text : text.replace('.', ','), "BRL"))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(minor);
        }
    }

    private static long minor(String text, String currency) {
        return Amounts.money(
                        "value",
                        Amounts.decimal("value", text),
                        currency,
                        Amounts.exponent("currency", currency, Map.of()))
                .minor();
    }
}
