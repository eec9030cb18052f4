package dev.pontage.transport;

import dev.pontage.spi.payment.CardField;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The card of one request, as bytes: the number itself, or VTEX's token for it. Nothing reads a value out of here but the
 * transport, which puts it where its placeholder stands; after the call the bytes are wiped.
 *
 * <p>It has no equality and prints as dots, so that it cannot end in a log, a cache or a comparison by accident.
 */
public final class CardData {

    /** What a card request may hold. */
    public enum Part {
        NUMBER,
        CSC,
        HOLDER,
        DOCUMENT,
        CRYPTOGRAM,
        TOKEN
    }

    private final Map<Part, byte[]> values;
    private final boolean proxied;
    private final String mark = "card" + UUID.randomUUID().toString().substring(0, 8);

    private CardData(Map<Part, byte[]> values, boolean proxied) {
        this.values = Collections.synchronizedMap(new EnumMap<>(values));
        this.proxied = proxied;
    }

    /** The card itself, in UTF-8. The arrays become ours and are zeroed by {@link #wipe}. */
    public static CardData direct(Map<Part, byte[]> values) {
        return new CardData(values.isEmpty() ? new EnumMap<>(Part.class) : values, false);
    }

    /**
     * What VTEX's Secure Proxy sends: its tokens, and as they are the parts that it does not hide. A request with any of
     * them leaves through the proxy.
     */
    public static CardData proxied(Map<Part, byte[]> tokens) {
        return new CardData(tokens.isEmpty() ? new EnumMap<>(Part.class) : tokens, true);
    }

    /** Whether the values are VTEX's tokens. */
    public boolean isProxied() {
        return proxied;
    }

    /** What a plugin gets in place of a value, if there is a value. */
    public Optional<CardField> field(Part part) {
        return values.containsKey(part) ? Optional.of(new CardField(placeholder(part))) : Optional.empty();
    }

    /** Overwrites every value. The placeholders stay but stand for nothing any more. */
    public void wipe() {
        synchronized (values) {
            values.values().forEach(it -> Arrays.fill(it, (byte) 0));
            values.clear();
        }
    }

    /** Whether a text has placeholders of this card. */
    public boolean isIn(String text) {
        return text.contains(mark);
    }

    /** Letters, digits and hyphens only, so that neither JSON nor a form encodes them. */
    String placeholder(Part part) {
        return mark + "-" + part.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What all placeholders of this card begin with. */
    String mark() {
        return mark;
    }

    /** The bytes themselves, for the transport alone. */
    Map<Part, byte[]> values() {
        return values;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
