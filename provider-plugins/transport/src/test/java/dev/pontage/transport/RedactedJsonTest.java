package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactedJsonTest {

    @Test
    void values_of_unlisted_keys_are_hidden_at_any_depth() {
        assertThat(RedactedJson.of(
                        "{\"Payment\":{\"Tid\":\"1\",\"card\":{\"number\":\"4444\"},\"list\":[1,\"a\",true]}}"))
                .isEqualTo("{\"Payment\":{\"Tid\":\"1\",\"card\":{\"number\":\"•\"},\"list\":[\"•\",\"•\",true]}}");
    }

    @Test
    void a_listed_key_does_not_show_what_looks_like_a_card() {
        assertThat(RedactedJson.of("{\"code\":\"4444333322221111\"}")).doesNotContain("4444");
    }

    @Test
    void text_that_is_not_json_becomes_empty() {
        assertThat(RedactedJson.of("number=4444333322221111")).isEmpty();
        assertThat(RedactedJson.of("{\"number\":\"4444333322221111")).isEmpty();
        assertThat(RedactedJson.of("")).isEmpty();
        assertThat(RedactedJson.of("{\"a\":\"\\")).isEmpty();
        assertThat(RedactedJson.of("[".repeat(100_000))).isEmpty();
    }
}
