package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.limit.Allowance;
import dev.pontage.payment.ChangeAnswer;
import dev.pontage.spi.payment.Money;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Money TEN = new Money(1_000, "BRL", 2);

    private final PppEdge edge = new PppEdge();

    @Test
    void a_settlement_answers_its_id_and_value() {
        edge.engine.answer = Optional.of(new ChangeAnswer.Done("s-1", TEN, "", "settled", Map.of()));
        var reply = edge.post("/payments/P1/settlements", "{\"paymentId\":\"P1\",\"requestId\":\"R1\",\"value\":10}");
        assertThat(reply.text())
                .isEqualTo(
                        "{\"paymentId\":\"P1\",\"settleId\":\"s-1\",\"value\":10.00,\"code\":null,\"message\":\"settled\",\"requestId\":\"R1\"}");
    }

    @Test
    void a_change_over_the_limit_waits_for_its_turn() {
        edge.engine.answer = Optional.of(new ChangeAnswer.Done("s-1", TEN, "", "settled", Map.of()));
        edge.directory.allowance = new Allowance(20, 1, 10);
        for (var i = 0; i < 4; i++) {
            var body = "{\"requestId\":\"R%d\",\"value\":10}".formatted(i);
            assertThat(edge.post("/payments/P1/settlements", body).status()).isEqualTo(200);
        }
    }

    @Test
    void a_cancel_needs_nothing_but_its_path() {
        edge.engine.answer = Optional.of(new ChangeAnswer.Done("c-1", TEN, "", "cancelled", Map.of()));
        var reply = edge.post("/payments/P1/cancellations", "{\"authorizationId\":null,\"value\":2300}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("cancellationId").asString()).isEqualTo("c-1");
        assertThat(reply.json().has("status")).isFalse();
        assertThat(reply.json().get("requestId").isNull()).isTrue();
        assertThat(edge.engine.changes.getFirst().value()).isEmpty();
    }

    @Test
    void the_test_suite_reads_a_status_in_a_cancel() {
        edge.engine.answer = Optional.of(new ChangeAnswer.Done("c-1", TEN, "", "cancelled", Map.of()));
        var reply = edge.post(
                "/payments/P1/cancellations",
                "{\"paymentId\":\"P1\"}",
                "X-VTEX-API-AppKey",
                "key",
                "X-VTEX-API-AppToken",
                "token",
                "X-VTEX-API-Is-TestSuite",
                "true");
        assertThat(reply.json().get("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void a_failed_refund_is_a_null_id_and_nothing() {
        edge.engine.answer = Optional.of(new ChangeAnswer.Failed("too-much", "more than was settled"));
        var reply = edge.post("/payments/P1/refunds", "{\"paymentId\":\"P1\",\"requestId\":\"R1\",\"value\":10}");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().get("refundId").isNull()).isTrue();
        assertThat(reply.json().get("value").asInt()).isZero();
        assertThat(reply.json().get("code").asString()).isEqualTo("too-much");
    }

    @Test
    void what_a_person_must_do_is_said_so_but_never_of_a_settlement() {
        edge.engine.answer = Optional.of(new ChangeAnswer.Manual("unsupported", "not here"));
        var body = "{\"paymentId\":\"P1\",\"requestId\":\"R1\",\"value\":10}";
        var cancel = edge.post("/payments/P1/cancellations", body);
        var refund = edge.post("/payments/P1/refunds", body);
        var settle = edge.post("/payments/P1/settlements", body);
        assertThat(cancel.status()).isEqualTo(501);
        assertThat(cancel.json().get("code").asString()).isEqualTo("cancel-manually");
        assertThat(refund.status()).isEqualTo(501);
        assertThat(refund.json().get("code").asString()).isEqualTo("refund-manually");
        assertThat(settle.status()).isEqualTo(500);
        assertThat(settle.text()).doesNotContain("manually");
    }

    @Test
    void a_payment_that_differs_from_the_path_is_refused() {
        assertThat(edge.post("/payments/P1/refunds", "{\"paymentId\":\"P2\",\"value\":10}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_engine_that_fails_is_asked_again() {
        edge.engine.broken = Optional.of(new IllegalStateException("the database is away"));
        var reply = edge.post("/payments/P1/settlements", "{\"requestId\":\"R1\",\"value\":10}");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().get("settleId").isNull()).isTrue();
    }

    @Test
    void messages_are_answered_on_both_paths() {
        edge.post("/payments", PppEdge.CARD);
        for (var path : new String[] {"inbound", "inbound-request"}) {
            var reply = edge.post(
                    "/payments/P1/" + path + "/hook",
                    "{\"requestId\":\"R1\",\"paymentId\":\"P1\",\"requestData\":{\"body\":\"{x}\"}}");
            assertThat(reply.text())
                    .isEqualTo("{\"requestId\":\"R1\",\"paymentId\":\"P1\",\"responseData\":"
                            + "{\"statusCode\":201,\"contentType\":\"text/plain\",\"content\":\"thanks\"}}");
        }
        assertThat(edge.engine.messages).containsExactly("R1 hook {x}", "R1 hook {x}");
    }

    @Test
    void a_message_for_a_payment_that_is_not_there_is_answered_so_to_its_sender() {
        var reply = edge.post("/payments/P9/inbound/hook", "{\"requestId\":\"R1\",\"requestData\":null}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("responseData").get("statusCode").asInt()).isEqualTo(404);
    }
}
