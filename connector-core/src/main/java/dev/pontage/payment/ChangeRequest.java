package dev.pontage.payment;

import dev.pontage.spi.payment.Recipient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What VTEX, or staff, ask to change.
 *
 * @param paymentKey VTEX's paymentId
 * @param requestId empty where VTEX sends none; a settle is then known by its value
 * @param value empty for a cancel: it always releases the whole rest
 * @param settleId the settlement that a refund names, a hint
 */
public record ChangeRequest(
        Kind kind,
        String paymentKey,
        Optional<String> requestId,
        Optional<BigDecimal> value,
        Optional<String> settleId,
        List<Recipient> recipients) {

    /** The three ways to change a payment. */
    public enum Kind {
        CANCEL,
        SETTLE,
        REFUND
    }
}
