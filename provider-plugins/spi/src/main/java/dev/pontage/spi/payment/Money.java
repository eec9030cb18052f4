package dev.pontage.spi.payment;

import java.math.BigDecimal;

/**
 * An exact amount: minor units and the currency they are units of. Never negative in a command.
 *
 * <p>Easy to get wrong: not every currency has two decimal places. Use {@link #plain()} or {@link #minor()}, as the acquirer
 * wants it, and no arithmetic of floating points.
 *
 * @param currency ISO 4217, three upper-case letters
 * @param exponent decimal places of that currency at the acquirer concerned
 */
public record Money(long minor, String currency, int exponent) {

    public Money {
        if (exponent < 0 || exponent > 4) {
            throw new IllegalArgumentException("a currency has 0 to 4 decimal places");
        }
    }

    /** As a decimal number with exactly the currency's places. */
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, exponent);
    }

    /** As plain text with exactly the currency's places, {@code 31.90}. */
    public String plain() {
        return decimal().toPlainString();
    }

    /** The same currency, another amount. */
    public Money of(long otherMinor) {
        return new Money(otherMinor, currency, exponent);
    }

    @Override
    public String toString() {
        return currency + " " + plain();
    }
}
