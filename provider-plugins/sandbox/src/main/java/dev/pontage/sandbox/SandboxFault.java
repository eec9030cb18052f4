package dev.pontage.sandbox;

import dev.pontage.spi.payment.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a payment of 9,999.01 to 9,999.99 asks for, by its two last digits. The table for people is in
 * {@code docs/plugins/sandbox.md}.
 */
enum SandboxFault {
    AUTHORIZE_IN_DOUBT(1),
    AUTHORIZE_NOT_APPLIED(2),
    AUTHORIZE_SLOW(3),
    DENIED_SOFT(4),
    REFUND_IN_PROGRESS(5),
    SETTLE_IN_PROGRESS(6),
    CANCEL_IN_PROGRESS(7),
    DENIED_HARD(8),
    DENIED_FRAUD(9),
    DENIED_CONFIGURATION(10),
    AUTHORIZE_LOST(11),
    CREDENTIALS(12),
    NOT_BEFORE(13),
    AUTHORIZE_NULL(14),
    AUTHORIZE_THROWS(15),
    PENDING_FOR_EVER(16),
    CHALLENGE(17),
    SETTLE_REFUSED(21),
    SETTLE_IN_DOUBT(22),
    SETTLE_NOT_APPLIED(23),
    SETTLE_UNSUPPORTED(24),
    REFUND_REFUSED(31),
    REFUND_IN_DOUBT(32),
    REFUND_NOT_APPLIED(33),
    REFUND_UNSUPPORTED(34),
    CANCEL_REFUSED(41),
    CANCEL_IN_DOUBT(42),
    CANCEL_NOT_APPLIED(43),
    CANCEL_UNSUPPORTED(44),
    MORE_MAY_BE_SETTLED(51);

    private static final BigDecimal BASE = new BigDecimal("9999");
    private final int cents;

    SandboxFault(int cents) {
        this.cents = cents;
    }

    static Optional<SandboxFault> of(Money amount) {
        var cents = amount.decimal().subtract(BASE).movePointRight(2);
        return Arrays.stream(values())
                .filter(it -> cents.compareTo(BigDecimal.valueOf(it.cents)) == 0)
                .findFirst();
    }
}
