package dev.pontage.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pontage.affiliation.Connector.CallbackKeys;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.transport.EgressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final List<String> lines = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final FakeQueue queue = new FakeQueue();
    private Optional<CallbackKeys> given = Optional.of(new CallbackKeys("owner", "secret"));
    private Duration patience = Duration.ofSeconds(15);
    private Optional<Owners.Form> form = Optional.empty();
    private int status = 200;
    private HttpServer vtex;

    @BeforeEach
    void listen() throws IOException {
        vtex = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vtex.createContext("/", this::take);
        vtex.start();
    }

    @AfterEach
    void stopListening() {
        vtex.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        lines.add(exchange.getRequestURI().toString());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("X-VTEX-API-AppKey") + "/"
                + exchange.getRequestHeaders().getFirst("X-VTEX-API-AppToken"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void the_address_is_called_byte_for_byte_with_the_owners_keys_and_the_delays() {
        send("/t/1/payments/P1/callback?accountName=a%2Fb&X-VTEX-signature=Rjq%3Dxtk", PaymentStatus.AUTHORIZED);
        assertThat(lines).containsExactly("/t/1/payments/P1/callback?accountName=a%2Fb&X-VTEX-signature=Rjq%3Dxtk");
        assertThat(keys).containsExactly("owner/secret");
        assertThat(bodies.getFirst())
                .contains("\"status\":\"approved\"", "\"delayToCancel\":1800", "\"delayToAutoSettle\":21600");
        assertThat(queue.reported.getFirst().outcome()).isEqualTo("delivered");
        assertThat(queue.next).containsExactly(Optional.empty());
    }

    @Test
    void the_kind_that_asks_vtex_to_come_again_has_no_body() {
        send("/t/1/payments/P1/retry?X-VTEX-signature=abc", PaymentStatus.DENIED);
        assertThat(bodies).containsExactly("");
    }

    @Test
    void the_form_that_staff_set_wins_over_the_address() {
        form = Optional.of(Owners.Form.NOTIFICATION);
        send("/t/1/payments/P1/retry?X-VTEX-signature=abc", PaymentStatus.DENIED);
        assertThat(bodies.getFirst()).contains("\"status\":\"denied\"");
    }

    @Test
    void a_failure_is_tried_again_soon() {
        status = 500;
        send("/n", PaymentStatus.AUTHORIZED);
        assertThat(queue.reported.getFirst().outcome()).isEqualTo("failed");
        assertThat(queue.reported.getFirst().httpStatus()).contains(500);
        assertThat(queue.next.getFirst().orElseThrow()).isBetween(NOW.plusMillis(800), NOW.plusMillis(1_200));
    }

    @Test
    void a_refusal_is_left_alone_for_longer() {
        status = 403;
        send("/n", PaymentStatus.AUTHORIZED);
        assertThat(queue.reported.getFirst().outcome()).isEqualTo("refused");
        assertThat(queue.next.getFirst().orElseThrow()).isAfter(NOW.plus(Duration.ofMinutes(20)));
    }

    /** Patience grows, so that a slow machine may take its time to receive the headers. */
    @Test
    void an_answer_whose_body_never_ends_keeps_no_place_and_counts_by_its_status() throws IOException {
        try (var host = new SilentHost("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nonly this")) {
            for (var millis = 250; !queue.outcomes().contains("delivered"); millis *= 4) {
                assertThat(millis).isLessThan(100_000);
                patience = Duration.ofMillis(millis);
                sendTo(host.address(), PaymentStatus.AUTHORIZED);
            }
        }
        assertThat(queue.reported.getLast().httpStatus()).contains(200);
        assertThat(queue.next.getLast()).isEmpty();
    }

    @Test
    void an_answer_that_never_begins_is_given_up_and_tried_again() throws IOException {
        patience = Duration.ofMillis(250);
        try (var host = new SilentHost("")) {
            sendTo(host.address(), PaymentStatus.AUTHORIZED);
        }
        assertThat(queue.outcomes()).containsExactly("failed");
        assertThat(queue.next.getFirst()).isPresent();
    }

    @Test
    void a_body_that_is_too_long_is_not_read_to_its_end() throws IOException {
        try (var host = new SilentHost("HTTP/1.1 503 No\r\n\r\n" + "x".repeat(100_000))) {
            sendTo(host.address(), PaymentStatus.AUTHORIZED);
        }
        assertThat(queue.outcomes()).containsExactly("failed");
        assertThat(queue.reported.getFirst().httpStatus()).contains(503);
    }

    @Test
    void nothing_is_sent_for_a_live_payment_without_keys() {
        given = Optional.empty();
        send("/n", PaymentStatus.AUTHORIZED);
        assertThat(lines).isEmpty();
        assertThat(queue.reported.getFirst().problem().orElseThrow()).contains("no callback keys");
    }

    @Test
    void an_undecided_payment_is_not_told() {
        send("/n", PaymentStatus.PENDING);
        assertThat(lines).isEmpty();
    }

    @Test
    void an_address_that_must_not_be_called_is_not() {
        var sender = new CallbackSender(new EgressGuard(false), owners(), clock, patience);
        assertThat(sender.send(payment(url("/n"), PaymentStatus.AUTHORIZED)).outcome())
                .isEqualTo("failed");
        assertThat(sender.send(payment("https://127.0.0.1/n", PaymentStatus.AUTHORIZED))
                        .outcome())
                .isEqualTo("failed");
        assertThat(sender.send(payment("https://x.example/a b", PaymentStatus.AUTHORIZED))
                        .problem()
                        .orElseThrow())
                .doesNotContain("a b");
        assertThat(lines).isEmpty();
    }

    @Test
    void a_signature_shows_its_ends_only() {
        assertThat(Signature.masked("https://a/b?accountName=x&x-vtex-SIGNATURE=Rjabcdtk&y=1"))
                .isEqualTo("https://a/b?accountName=x&x-vtex-SIGNATURE=Rj******tk&y=1");
        assertThat(Signature.masked("https://a/b?X-VTEX-signature=abcd"))
                .isEqualTo("https://a/b?X-VTEX-signature=******");
    }

    @Test
    void waits_double_to_a_minute_and_then_stay_at_five() {
        var backoff = new Backoff(new java.util.SplittableRandom(1));
        int[] seconds = {1, 2, 4, 8, 16, 32, 60, 300, 300};
        for (var i = 0; i < seconds.length; i++) {
            assertThat(backoff.after(i + 1).toMillis()).isBetween(seconds[i] * 800L, seconds[i] * 1_200L);
        }
    }

    private void send(String path, PaymentStatus state) {
        sendTo(url(path), state);
    }

    private void sendTo(String url, PaymentStatus state) {
        var worker = new CallbackWorker(
                queue, new CallbackSender(new EgressGuard(true), owners(), clock, patience), clock, () -> 1, 500);
        worker.send(new CallbackQueue.Due(new UUID(1, 1), 1, 0, NOW.plus(Duration.ofHours(1)), payment(url, state)));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + vtex.getAddress().getPort() + path;
    }

    private Owners owners() {
        return new Owners() {
            @Override
            public Optional<CallbackKeys> keys(Payment payment) {
                return given;
            }

            @Override
            public Optional<Form> form(Payment payment) {
                return form;
            }

            @Override
            public String acquirer(Payment payment) {
                return "Acme";
            }
        };
    }

    private static Payment payment(String url, PaymentStatus status) {
        var amount = new Money(1_000, "BRL", 2);
        return new Payment(
                new UUID(9, 9),
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "P1",
                "acme",
                Optional.empty(),
                "Pix",
                amount,
                amount,
                amount.of(0),
                amount.of(0),
                amount.of(0),
                amount.of(0),
                1,
                status,
                false,
                Optional.empty(),
                Identifiers.of("a", "t", "n"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Delays(1_800, 21_600, 1_800),
                new Payment.Names(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.of(url),
                Optional.empty(),
                false,
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    private static final class FakeQueue implements CallbackQueue {
        private final List<Attempt> reported = new ArrayList<>();
        private final List<Optional<Instant>> next = new ArrayList<>();

        List<String> outcomes() {
            return reported.stream().map(Attempt::outcome).toList();
        }

        @Override
        public List<Due> take(int most) {
            return List.of();
        }

        @Override
        public void report(Due due, Attempt attempt, Optional<Instant> later) {
            reported.add(attempt);
            next.add(later);
        }

        @Override
        public void putBack(Due due, Instant later) {
            next.add(Optional.of(later));
        }

        @Override
        public int hurry(String host) {
            return 0;
        }

        @Override
        public void heard(UUID payment) {}

        @Override
        public boolean sendAgain(UUID payment) {
            return false;
        }
    }
}
