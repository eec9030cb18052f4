package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.CardField;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
    private final Map<String, Made> made = Collections.synchronizedMap(new LinkedHashMap<>());
    private final boolean proxied;
    private final Optional<URI> tokensUrl;
    private String mark = "";

    /**
     * A value that was made of the card.
     *
     * @param oneWay whether it may be seen in a header, since nothing of the card can be read from it
     */
    record Made(byte[] value, boolean oneWay) {}

    /** What stands for a value, and the value. */
    record Piece(String placeholder, byte[] value) {}

    private CardData(Map<Part, byte[]> values, boolean proxied, Optional<URI> tokensUrl) {
        this.values = Collections.synchronizedMap(new EnumMap<>(values));
        this.proxied = proxied;
        this.tokensUrl = tokensUrl;
    }

    /** The card itself, in UTF-8. The arrays become ours and are zeroed by {@link #wipe}. */
    public static CardData direct(Map<Part, byte[]> values) {
        return new CardData(values.isEmpty() ? new EnumMap<>(Part.class) : values, false, Optional.empty());
    }

    /**
     * What VTEX's Secure Proxy sends: its tokens, and as they are the parts that it does not hide. A request with any of
     * them leaves through the proxy.
     */
    public static CardData proxied(Map<Part, byte[]> tokens) {
        return proxied(tokens, Optional.empty());
    }

    /** The same, with the address at which VTEX makes further values of them. */
    public static CardData proxied(Map<Part, byte[]> tokens, Optional<URI> tokensUrl) {
        return new CardData(tokens.isEmpty() ? new EnumMap<>(Part.class) : tokens, true, tokensUrl);
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
            made.values().forEach(it -> Arrays.fill(it.value(), (byte) 0));
            made.clear();
        }
    }

    /** Keeps a value that was made of the card; what stands for it. */
    CardField keep(Made value) {
        synchronized (values) {
            var placeholder = mark() + "-made-" + made.size() + "-";
            made.put(placeholder, value);
            return new CardField(placeholder);
        }
    }

    /** What was made, by what stands for it. */
    Optional<Made> made(String placeholder) {
        return Optional.ofNullable(made.get(placeholder));
    }

    /** The value whose placeholder begins here. */
    Piece pieceAt(String text, int at) {
        for (var it : made.entrySet()) {
            if (text.startsWith(it.getKey(), at)) {
                return new Piece(it.getKey(), it.getValue().value());
            }
        }
        for (var part : Part.values()) {
            if (text.startsWith(placeholder(part), at)) {
                var value = values.get(part);
                if (value == null) {
                    throw AcquirerException.notApplied("the card has no " + part);
                }
                return new Piece(placeholder(part), value);
            }
        }
        throw AcquirerException.notApplied("a placeholder of the card was altered");
    }

    Optional<URI> tokensUrl() {
        return tokensUrl;
    }

    /** Whether a text has placeholders of this card. */
    public boolean isIn(String text) {
        return text.contains(mark());
    }

    /** Letters, digits and hyphens only, so that neither JSON nor a form encodes them. */
    String placeholder(Part part) {
        return mark() + "-" + part.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What all placeholders of this card begin with. */
    String mark() {
        synchronized (values) {
            // Most calls are repeats, whose card nobody asks for.
            if (mark.isEmpty()) {
                mark = "card" + UUID.randomUUID().toString().substring(0, 8);
            }
            return mark;
        }
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
