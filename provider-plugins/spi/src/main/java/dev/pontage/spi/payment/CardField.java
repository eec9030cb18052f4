package dev.pontage.spi.payment;

/**
 * A piece of card data that is somewhere else. A plugin puts the placeholder where the value belongs; the host's
 * transport, or VTEX's proxy, replaces it when the request leaves. There is no way to read the value.
 */
public final class CardField {
    private final String placeholder;

    /** Made by the host. */
    public CardField(String placeholder) {
        this.placeholder = placeholder;
    }

    /** What to write into the request, as it is: never cut it, pad it or change its case. */
    public String placeholder() {
        return placeholder;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
