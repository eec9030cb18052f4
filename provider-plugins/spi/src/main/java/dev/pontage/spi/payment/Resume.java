package dev.pontage.spi.payment;

import java.util.Map;

/**
 * The shopper acted: goes on with a pending payment.
 *
 * @param parameters what came back with the shopper or his terminal
 */
public record Resume(
        PaymentId paymentId,
        RequestId request,
        Identifiers identifiers,
        Money amount,
        PaymentMethod method,
        Map<String, String> parameters) {
    public Resume {
        parameters = Map.copyOf(parameters);
    }
}
