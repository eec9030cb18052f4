package dev.pontage.spi.payment;

/**
 * VTEX's name for a payment: opaque, up to 128 characters, unlike any other by even one byte. It is also our reference
 * at the acquirer wherever it fits.
 */
public record PaymentId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
