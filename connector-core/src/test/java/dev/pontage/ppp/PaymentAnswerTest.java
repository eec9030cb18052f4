package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shown to the shopper never keeps VTEX from hearing how a payment stands. */
class PaymentAnswerTest {
    private final FakeEngine engine = new FakeEngine();

    private JsonNode told(PaymentStatus status, String code) {
        engine.status = status;
        engine.next = Optional.of(new NextStep.ShowCode(code));
        Payment payment = engine.payment("P1", "Pix", new Money(500, "BRL", 2));
        return JsonMapper.shared().readTree(PaymentAnswer.callback(payment, "Acme"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9_000})
    void an_approval_is_told_although_its_code_cannot_be_drawn(int length) {
        var told = told(PaymentStatus.AUTHORIZED, "0".repeat(length));

        assertThat(told.get("status").asString()).isEqualTo("approved");
        assertThat(told.has("paymentAppData")).isFalse();
    }

    @Test
    void a_picture_that_cannot_be_drawn_is_left_out_and_the_code_is_not() {
        var code = "0".repeat(9_000);
        var payload = JsonMapper.shared()
                .readTree(told(PaymentStatus.PENDING, code)
                        .get("paymentAppData")
                        .get("payload")
                        .asString());

        assertThat(payload.get("code").asString()).isEqualTo(code);
        assertThat(payload.has("qrCodeBase64Image")).isFalse();
    }

    /** What the engine takes for drawable is. */
    @Test
    void the_longest_code_that_may_be_shown_is_drawn() {
        assertThat(QrPicture.of("x".repeat(2_953))).isPresent();
    }
}
