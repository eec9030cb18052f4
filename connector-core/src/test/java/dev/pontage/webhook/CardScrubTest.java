package dev.pontage.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardScrubTest {
    @Test
    void a_card_number_is_taken_out_wherever_it_stands() {
        assertThat(CardScrub.of("{\"a\":\"4444333322221111\",\"b\":4444333322221111,\"c\":\"4444 3333 2222 1111\"}"))
                .doesNotContain("4444", "1111");
    }

    @Test
    void codes_and_holders_are_taken_out_by_name() {
        assertThat(CardScrub.of(
                        "{\"cvv\":\"737\",\"card_x\":1,\"cardHolderName\":\"Ana \\\"Q\\\" Souza\",\"csc\": 123}"))
                .doesNotContain("737", "Souza", "123")
                .contains("\"card_x\":1");
        assertThat(CardScrub.of("amount=10&cvc=737&holderName=Ana+Souza&x=1"))
                .isEqualTo("amount=10&cvc=[card data removed]&holderName=[card data removed]&x=1");
    }

    @Test
    void everything_else_stays_byte_for_byte() {
        var body =
                "{\"pspReference\":\"8515131751004933\",\"txid\":\"E6070119020220909142500100abcdef12\",\"v\":31.90}";
        assertThat(CardScrub.of(body)).isEqualTo(body);
    }
}
