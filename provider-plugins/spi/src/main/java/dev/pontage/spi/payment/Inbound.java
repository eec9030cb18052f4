package dev.pontage.spi.payment;

/**
 * A message that VTEX passes on from a payment app. It comes from a browser: nothing in it is proved, so what it says about
 * money is a reason to ask the acquirer, not to believe it.
 *
 * @param action the last word of the path
 * @param body as it was sent
 */
public record Inbound(
        PaymentId paymentId, RequestId request, Identifiers identifiers, Money amount, String action, String body) {

    /** What the payment app gets back. */
    public record Reply(int status, String contentType, String content) {
        /** The acquirer has no use for it. */
        public static Reply unsupported() {
            return new Reply(501, "application/json", "{\"error\":\"unsupported\"}");
        }
    }
}
