package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3000|3000",
                "3000,00|3000",
                "3000.00|3000",
                "3000,5|3000.5",
                "0,99|0.99",
                "0.500|0.5",
                " 12,50 |12.5",
                "3.000,00|3000",
                "3,000.00|3000",
                "1.234.567,89|1234567.89",
                "1,234,567.89|1234567.89",
                "1.000.000|1000000",
                "9999999999999,99|9999999999999.99"
            })
    void what_can_be_read_in_one_way_only_is_read_exactly(String typed, String value) {
        assertThat(Amount.read(typed, 2).value())
                .hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.000", "3,000", "12.345", "999,000"})
    void one_sign_and_three_digits_are_a_thousand_or_cents_and_therefore_refused(String typed) {
        assertThat(Amount.read(typed, 2).problem()).isEqualTo("amount.ambiguous");
        assertThat(Amount.read(typed, 3).problem()).isEqualTo("amount.ambiguous");
    }

    @Test
    void a_currency_without_cents_has_thousands_only() {
        assertThat(Amount.read("3.000", 0).value())
                .hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo("3000"));
        assertThat(Amount.read("3,5", 0).problem()).isEqualTo("amount.shape");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1e3",
                "R$ 3",
                "3..00",
                "3,00,00",
                "1.00.000",
                "1234.567",
                "0.001",
                "3 000",
                "1.000,000.00",
                "99999999999999",
                "1.234.567.890.123",
                "٣"
            })
    void anything_else_is_no_amount(String typed) {
        assertThat(Amount.read(typed, 2).problem()).isEqualTo("amount.shape");
    }
}
