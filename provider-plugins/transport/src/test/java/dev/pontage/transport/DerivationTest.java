package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.transport.CardData.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are made of card data: VTEX makes them of its tokens, we of a card that we hold. */
class DerivationTest {
    private static final String SIGNED =
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"; // RFC 4231, case 2
    private final HttpTransport transport = new HttpTransport(new EgressGuard(true));
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile String answer =
            "{\"tokens\":[{\"name\":\"signature\",\"placeholder\":\"#vtex#signature#d799bae#\"}]}";
    private volatile int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void vtex_makes_a_token_and_the_request_carries_it_through_the_proxy() {
        var card = tokens(Optional.of(uri("/tokens?hash=longSecureHash")));
        var call = call(card);

        var made = transport.derive("signature", signature(card), call);
        var body = "{\"n\":\"" + number(card) + "\",\"s\":\"" + made.placeholder() + "\"}";
        transport.send(Request.json("POST", uri("/sales"), body).with("X-Signature", made.placeholder()), call);

        assertThat(bodies.getFirst()).isEqualTo("""
                {"tokens":[{"name":"signature","value":{"hmac-sha256":["Jefe",{"replaceTokens":["#vtex#n#"]},"hex"]}}]}""");
        assertThat(bodies.getLast()).isEqualTo("{\"n\":\"#vtex#n#\",\"s\":\"#vtex#signature#d799bae#\"}");
        assertThat(headers.getLast().get("X-provider-forward-x-signature")).containsExactly("#vtex#signature#d799bae#");
        assertThat(headers.getLast()).containsKey("X-provider-forward-to");
    }

    @Test
    void a_header_alone_sends_a_request_through_the_proxy() {
        var card = tokens(Optional.of(uri("/tokens")));
        var call = call(card);
        var made = transport.derive("signature", signature(card), call);

        transport.send(Request.json("POST", uri("/sales"), "{}").with("X-Signature", made.placeholder()), call);

        assertThat(headers.getLast()).containsKey("X-provider-forward-to");
    }

    @Test
    void of_a_card_that_we_hold_the_same_is_made_here_and_nobody_is_asked() {
        var card = CardData.direct(values("what do ya want for nothing?"));
        var call = call(card);

        var made = transport.derive("signature", signature(card), call);
        transport.send(
                Request.json("POST", uri("/sales"), "{\"s\":\"" + made.placeholder() + "\"}")
                        .with("X-Signature", "v1=" + made.placeholder()),
                call);

        assertThat(bodies).containsExactly("{\"s\":\"" + SIGNED + "\"}");
        assertThat(headers.getLast().get("X-signature")).containsExactly("v1=" + SIGNED);
    }

    @Test
    void many_values_are_told_apart() {
        var card = CardData.direct(values("4111111111111111"));
        var call = call(card);
        var all = new StringBuilder();
        for (var i = 0; i < 12; i++) {
            var formula = Json.read("{\"cat\":[" + i + ",\"-\",{\"replaceTokens\":[\"" + number(card) + "\"]}]}");
            all.append(transport.derive("v" + i, formula, call).placeholder()).append(' ');
        }

        transport.send(Request.json("POST", uri("/sales"), all.toString()), call);

        assertThat(bodies.getFirst()).contains("1-4111111111111111 ", "11-4111111111111111 ");
    }

    @Test
    void what_gives_the_card_away_stays_out_of_headers() {
        var card = CardData.direct(values("4111111111111111"));
        var call = call(card);
        var made = transport.derive(
                "whole", Json.read("{\"base64\":{\"replaceTokens\":[\"" + number(card) + "\"]}}"), call);

        assertNotSent(() -> transport.send(Request.get(uri("/sales")).with("X-Whole", made.placeholder()), call));
        assertThat(bodies).isEmpty();
    }

    @DisplayName("no token, no sale: nothing was sent to the acquirer")
    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"tokens\":[]}", "{\"tokens\":[{\"name\":\"other\",\"placeholder\":\"x\"}]}", "<html>"})
    void an_answer_without_the_token(String said) {
        answer = said;
        var card = tokens(Optional.of(uri("/tokens")));

        assertNotSent(() -> transport.derive("signature", signature(card), call(card)));
    }

    @Test
    void a_no_of_vtex_moves_no_money() {
        status = 500;
        var card = tokens(Optional.of(uri("/tokens")));

        assertNotSent(() -> transport.derive("signature", signature(card), call(card)));
    }

    @Test
    void a_tokens_address_that_is_away_moves_no_money() {
        var card = tokens(Optional.of(uri("/tokens")));
        server.stop(0);

        assertNotSent(() -> transport.derive("signature", signature(card), call(card)));
    }

    @Test
    void without_an_address_for_tokens_there_are_none() {
        var card = tokens(Optional.empty());

        assertNotSent(() -> transport.derive("signature", signature(card), call(card)));
    }

    @Test
    void the_names_of_the_card_itself_are_taken() {
        var card = CardData.direct(values("4111111111111111"));

        assertNotSent(() -> transport.derive("number", signature(card), call(card)));
    }

    @Test
    void card_data_that_stands_loose_in_a_formula_is_not_sent() {
        var card = CardData.direct(values("4111111111111111"));
        var loose = Json.read("{\"sha256\":[\"" + number(card) + "\"]}");

        assertNotSent(() -> transport.derive("signature", loose, call(card)));
    }

    @Test
    void neither_the_formula_nor_the_token_is_recorded() {
        var card = tokens(Optional.of(uri("/tokens?hash=longSecureHash")));
        var call = call(card);

        transport.derive("signature", signature(card), call);

        assertThat(call.exchanges().toString()).contains("/tokens").doesNotContain("Jefe", "#vtex#", "longSecureHash");
    }

    @Test
    void a_wiped_card_takes_what_was_made_of_it_along() {
        var card = CardData.direct(values("4111111111111111"));
        var call = call(card);
        var made = transport.derive("signature", signature(card), call);
        card.wipe();

        assertNotSent(() -> transport.send(Request.json("POST", uri("/sales"), made.placeholder()), call));
    }

    private static void assertNotSent(Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        AcquirerException.class, it -> assertThat(it.effect()).isEqualTo(Effect.NONE))
                .hasMessageNotContaining("4111");
    }

    private static Json signature(CardData card) {
        return Json.object()
                .put("hmac-sha256", List.of("Jefe", Json.object().put("replaceTokens", List.of(number(card))), "hex"));
    }

    private static CardData tokens(Optional<URI> address) {
        return CardData.proxied(values("#vtex#n#"), address);
    }

    private static EnumMap<Part, byte[]> values(String number) {
        var values = new EnumMap<Part, byte[]>(Part.class);
        values.put(Part.NUMBER, number.getBytes(StandardCharsets.UTF_8));
        return values;
    }

    private static String number(CardData card) {
        return card.field(Part.NUMBER).orElseThrow().placeholder();
    }

    private Call call(CardData card) {
        return new Call(Set.of("127.0.0.1"), Optional.of(card), Optional.of(uri("/proxy")), Duration.ofSeconds(10));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
