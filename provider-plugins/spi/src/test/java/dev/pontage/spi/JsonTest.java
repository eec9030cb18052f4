package dev.pontage.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Transport.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void what_is_there_is_read() {
        var json = Json.read(
                " { \"a\" : {\"b\":\"x\\u00e9\\n\\/\"} , \"n\":-12.50, \"w\": 7, \"t\":true, \"l\":[1,\"2\",{}] } ");

        assertThat(json.at("a").at("b").text()).isEqualTo("xé\n/");
        assertThat(json.at("n").text()).isEqualTo("-12.50");
        assertThat(json.at("w").whole()).contains(7L);
        assertThat(json.at("t").text()).isEqualTo("true");
        assertThat(json.at("l").items()).extracting(Json::text).containsExactly("1", "2", "");
        assertThat(json.hasMembers()).isTrue();
    }

    @Test
    void what_is_not_there_is_empty() {
        var json = Json.read("{\"a\":null,\"b\":\" \"}");

        assertThat(json.at("a").filled()).isEmpty();
        assertThat(json.at("b").filled()).isEmpty();
        assertThat(json.at("b").at("c").at("d").text()).isEmpty();
        assertThat(json.at("x").items()).isEmpty();
        assertThat(json.at("x").whole()).isEmpty();
        assertThat(Json.object().hasMembers()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}}",
                "[1,]",
                "{\"a\"}",
                "{\"a\":01}",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"a\nb\"",
                "<html>",
                "{\"a\":1 \"b\":2}",
                "nul",
                "\"open"
            })
    void what_is_no_json_is_nothing(String text) {
        assertThat(Json.read(text).toString()).isEqualTo("null");
    }

    @Test
    void what_is_too_deep_is_nothing() {
        assertThat(Json.read("[".repeat(100_000)).items()).isEmpty();
    }

    @Test
    void what_is_written_can_be_read_again() {
        var written = Json.object()
                .put("text", "\"\\\u0001 ✨ é")
                .put("number", 5)
                .put("flag", false)
                .put("none", Optional.empty())
                .put("some", Optional.of("x"))
                .put("list", List.of("a", Json.object().put("b", 1L)))
                .toString();
        var read = Json.read(written);

        assertThat(read.at("text").text()).isEqualTo("\"\\\u0001 ✨ é");
        assertThat(read.at("list").items().get(1).at("b").whole()).contains(1L);
        assertThat(read.toString()).isEqualTo(written).doesNotContain("none");
    }
}
