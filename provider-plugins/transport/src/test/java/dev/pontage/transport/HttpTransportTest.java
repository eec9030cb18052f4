package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Transport.Request;
import dev.pontage.transport.CardData.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final HttpTransport transport = new HttpTransport(new EgressGuard(true));
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private String received = "";
    private Map<String, java.util.List<String>> receivedHeaders = Map.of();

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/pay", it -> {
            received = new String(it.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            receivedHeaders = Map.copyOf(it.getRequestHeaders());
            answer(it, 201, "{\"status\":2,\"holder\":\"MARIA\",\"tid\":\"T1\"}");
        });
        server.createContext("/slow", it -> {
            try {
                if (never.await(20, TimeUnit.SECONDS)) {
                    it.close();
                }
            } catch (InterruptedException e) {
                it.close();
            }
        });
        server.createContext("/cut", HttpExchange::close);
        server.createContext("/huge", it -> answer(it, 200, "x".repeat(1024 * 1024 + 1)));
        server.createContext("/moved", it -> {
            it.getResponseHeaders().add("Location", "/pay");
            answer(it, 302, "");
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        never.countDown();
        server.stop(0);
    }

    @Test
    void card_data_is_filled_into_json_and_escaped() {
        var card = card("4444333322221111", "Ma\"ría\\");
        var body =
                "{\"n\":\"" + placeholder(card, Part.NUMBER) + "\",\"h\":\"" + placeholder(card, Part.HOLDER) + "\"}";

        var response = transport.send(Request.json("POST", uri("/pay"), body), call(card, Optional.empty()));

        assertThat(response.status()).isEqualTo(201);
        assertThat(received).isEqualTo("{\"n\":\"4444333322221111\",\"h\":\"Ma\\\"ría\\\\\"}");
    }

    @Test
    void card_data_is_filled_into_a_form_and_encoded() {
        var card = card("4444333322221111", "Ana & Cia");

        transport.send(
                Request.form(uri("/pay"), "holder=" + placeholder(card, Part.HOLDER) + "&x=1"),
                call(card, Optional.empty()));

        assertThat(received).isEqualTo("holder=Ana%20%26%20Cia&x=1");
    }

    @Test
    void tokens_travel_through_vtexs_proxy_and_headers_get_its_prefix() {
        var card = CardData.proxied(values("#vtex#token#d799bae#number#", "#vtex#token#d799bae#holder#"));
        var target = URI.create("https://" + host() + "/v2/sales");
        var request = Request.json("POST", target, "{\"n\":\"" + placeholder(card, Part.NUMBER) + "\"}")
                .with("Authorization", "Bearer x");

        transport.send(request, call(card, Optional.of(uri("/pay"))));

        assertThat(received).isEqualTo("{\"n\":\"#vtex#token#d799bae#number#\"}");
        assertThat(receivedHeaders.get("X-provider-forward-to")).containsExactly(target.toString());
        assertThat(receivedHeaders.get("X-provider-forward-authorization")).containsExactly("Bearer x");
        assertThat(receivedHeaders.get("Content-type")).containsExactly("application/json");
    }

    @Test
    void a_request_without_card_data_does_not_go_through_the_proxy() {
        var card = CardData.proxied(values("#vtex#token#d799bae#number#", "h"));

        transport.send(Request.get(uri("/pay")), call(card, Optional.of(uri("/cut"))));

        assertThat(receivedHeaders).doesNotContainKey("X-provider-forward-to");
    }

    @Test
    void card_data_in_an_address_or_header_is_not_sent() {
        var card = card("4444333322221111", "x");
        var request = Request.get(uri("/pay")).with("X-Card", placeholder(card, Part.NUMBER));

        assertBroken(request, call(card, Optional.empty()), Effect.NONE);
    }

    @Test
    void an_altered_placeholder_is_not_sent() {
        var card = card("4444333322221111", "x");
        var cut = placeholder(card, Part.NUMBER).substring(0, 14);

        assertBroken(Request.json("POST", uri("/pay"), cut), call(card, Optional.empty()), Effect.NONE);
    }

    @Test
    void the_exchange_keeps_no_value_that_is_not_listed() {
        var card = card("4444333322221111", "x");
        var call = call(card, Optional.empty());

        transport.send(
                Request.json("POST", uri("/pay"), "{\"n\":\"" + placeholder(card, Part.NUMBER) + "\",\"amount\":3190}"),
                call);

        var exchange = call.exchanges().getFirst();
        assertThat(exchange.request()).isEqualTo("{\"n\":\"•\",\"amount\":3190}");
        assertThat(exchange.response()).isEqualTo("{\"status\":2,\"holder\":\"•\",\"tid\":\"T1\"}");
        assertThat(exchange.status()).isEqualTo(201);
    }

    @Test
    void redirects_are_answers() {
        assertThat(transport.send(Request.get(uri("/moved")), call(LONG)).status())
                .isEqualTo(302);
    }

    @Test
    void no_connection_means_no_effect() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertBroken(Request.get(URI.create("http://127.0.0.1:" + free + "/")), call(LONG), Effect.NONE);
    }

    @Test
    void an_answer_that_breaks_off_leaves_the_effect_unknown() {
        assertBroken(Request.json("POST", uri("/cut"), "{}"), call(LONG), Effect.UNKNOWN);
    }

    @Test
    void no_answer_in_time_leaves_the_effect_unknown() {
        assertBroken(Request.json("POST", uri("/slow"), "{}"), call(Duration.ofMillis(300)), Effect.UNKNOWN);
    }

    @Test
    void an_oversized_answer_leaves_the_effect_unknown() {
        assertBroken(Request.get(uri("/huge")), call(LONG), Effect.UNKNOWN);
    }

    @Test
    void nothing_leaves_once_the_call_is_over() {
        var call = call(LONG);
        call.end();

        assertBroken(Request.json("POST", uri("/pay"), "{}"), call, Effect.NONE);
        assertThat(received).isEmpty();
    }

    @Test
    void a_host_that_nobody_named_is_not_called() {
        assertBroken(
                Request.get(URI.create("http://localhost:" + server.getAddress().getPort() + "/pay")),
                call(LONG),
                Effect.NONE);
    }

    @Test
    void a_private_address_is_not_called_unless_that_is_allowed() {
        var strict = new HttpTransport(new EgressGuard(false));

        assertThatThrownBy(() -> strict.send(Request.get(URI.create("https://127.0.0.1/")), call(LONG)))
                .hasMessageContaining("private");
    }

    @Test
    void after_the_call_the_card_is_wiped_and_cannot_be_sent_again() {
        var card = card("4444333322221111", "x");
        var placeholder = placeholder(card, Part.NUMBER);
        card.wipe();

        assertBroken(Request.json("POST", uri("/pay"), placeholder), call(card, Optional.empty()), Effect.NONE);
        assertThat(card).hasToString("•••");
    }

    private void assertBroken(Request request, Call call, Effect effect) {
        assertThatThrownBy(() -> transport.send(request, call))
                .isInstanceOfSatisfying(
                        AcquirerException.class,
                        it -> assertThat(it.effect()).as(it.getMessage()).isEqualTo(effect));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Call call(Duration budget) {
        return new Call(Set.of("127.0.0.1"), Optional.empty(), Optional.empty(), budget);
    }

    private static Call call(CardData card, Optional<URI> proxy) {
        return new Call(Set.of("127.0.0.1"), Optional.of(card), proxy, LONG);
    }

    private static CardData card(String number, String holder) {
        return CardData.direct(values(number, holder));
    }

    private static EnumMap<Part, byte[]> values(String number, String holder) {
        var values = new EnumMap<Part, byte[]>(Part.class);
        values.put(Part.NUMBER, number.getBytes(StandardCharsets.UTF_8));
        values.put(Part.HOLDER, holder.getBytes(StandardCharsets.UTF_8));
        return values;
    }

    private static String placeholder(CardData card, Part part) {
        return card.field(part).orElseThrow().placeholder();
    }

    private URI uri(String path) {
        return URI.create("http://" + host() + path);
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }
}
