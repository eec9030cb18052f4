package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final String GOOD =
            "{\"paymentId\":\"P2\",\"paymentMethod\":\"Pix\",\"value\":10,\"currency\":\"BRL\"}";

    private final PppEdge edge = new PppEdge();

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{\"a\":}", "{} {}", "not json", "{\"a\":NaN}"})
    void what_is_no_object_is_refused(String body) {
        var reply = edge.post("/payments", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("status").asString()).isEqualTo("error");
        assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("status", "code", "message");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"P2\"|{}|paymentId",
                "\"P2\"|17|paymentId",
                "\"P2\"|\" P2\"|paymentId",
                "\"P2\"|\"a/b\"|paymentId",
                "\"P2\"|\"a;b\"|paymentId",
                "\"P2\"|\"%2e\"|paymentId",
                "\"P2\"|\"..\"|paymentId",
                "\"Pix\"|null|paymentMethod",
                "10|\"ten\"|value",
                "10|1e300000000|value",
                "10|[1]|value",
                "\"BRL\"|\"ZZZ\"|currency",
                "\"BRL\"|null|currency"
            })
    void a_wrong_field_is_named_and_its_value_is_not(String good, String bad, String field) {
        var reply = edge.post("/payments", GOOD.replaceFirst(good, bad));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("message").asString()).startsWith(field + " ");
        assertThat(edge.engine.created).isEmpty();
    }

    @Test
    void a_body_over_a_mebibyte_is_refused() {
        var reply = edge.post("/payments", GOOD.replace("}", ",\"x\":\"" + "y".repeat(1 << 20) + "\"}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asString()).isEqualTo("body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"callbackUrl", "returnUrl"})
    void an_address_that_is_too_long_is_named_and_one_that_just_fits_is_kept(String field) {
        var address = "https://shop.example/" + "a".repeat(3_979);
        var fits = edge.post("/payments", GOOD.replace("}", ",\"" + field + "\":\"" + address + "\"}"));
        assertThat(fits.status()).isEqualTo(200);
        var kept = edge.engine.created.getFirst();
        assertThat(kept.callbackUrl().or(kept::returnUrl)).contains(address);

        var reply = edge.post("/payments", GOOD.replace("}", ",\"" + field + "\":\"" + address + "a\"}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asString()).isEqualTo("invalid-" + field);
        assertThat(reply.json().get("message").asString()).isEqualTo(field + " must have at most 4000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"-2\"", "\"1,5\"", "0.1", "-0.5", "1000", "1e-3"})
    void installments_are_a_whole_number_that_is_not_negative(String count) {
        var reply = edge.post("/payments", GOOD.replace("}", ",\"installments\":" + count + "}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asString()).isEqualTo("invalid-installments");
        assertThat(edge.engine.created).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "null,1", "1,1", "2.0,2", "\"3\",3", "\"\",1", "0.0,1", "1e1,10", "12.00,12"})
    void installments_may_be_written_as_other_numbers_are(String count, int meant) {
        edge.post("/payments", GOOD.replace("}", ",\"installments\":" + count + "}"));
        assertThat(edge.engine.created.getFirst().installments().count()).isEqualTo(meant);
    }

    @Test
    void a_deep_body_is_refused() {
        assertThat(edge.post("/payments", GOOD.replace("}", ",\"x\":" + "[".repeat(100_000) + "}"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        var body = GOOD.replace("Pix", "P\u00e9x").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(edge.post("/payments", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE"})
    void another_encoding_is_refused(String charset) {
        var reply = edge.post("/payments", GOOD.getBytes(java.nio.charset.Charset.forName(charset)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("message").asString()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"c080", "eda080", "e08080", "f0808080", "f4908080", "f5808080", "c3", "80", "ff", "e282", "00"})
    void what_only_looks_like_utf_8_is_refused(String bytes) {
        var body = (GOOD.replace("}", ",\"x\":\"") + "#\"}").getBytes(StandardCharsets.ISO_8859_1);
        var odd = java.util.HexFormat.of().parseHex(bytes);
        var damaged = java.nio.ByteBuffer.allocate(body.length - 1 + odd.length)
                .put(body, 0, body.length - 3)
                .put(odd)
                .put(body, body.length - 2, 2);
        assertThat(edge.post("/payments", damaged.array()).status()).isEqualTo(400);
    }

    @Test
    void every_kind_of_character_is_taken() {
        var body = GOOD.replace("}", ",\"reference\":\"T\u00eanis \u20ac \ud83d\udc5f \uffff\"}");
        assertThat(edge.post("/payments", body).status()).isEqualTo(200);
    }

    @Test
    void no_damage_to_a_body_makes_a_technical_error() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var body = PppEdge.CARD.getBytes(StandardCharsets.UTF_8);
            for (var j = 0; j <= random.nextInt(4); j++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            var shown = new String(body, StandardCharsets.ISO_8859_1);
            assertThat(edge.post("/payments", body).status())
                    .as("seed %d: %s", seed, shown)
                    .isIn(200, 400);
        }
    }
}
