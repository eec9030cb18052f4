package dev.pontage.spi.payment;

/**
 * VTEX's name for a payment: opaque, up to 128 characters, unlike any other by even one byte. It is also our reference
 * at the acquirer wherever it fits. It may hold any character: encode it where it stands in an address or a form.
 */
public record PaymentId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
