package dev.pontage.ppp;

import dev.pontage.payment.NewPayment.CardGiven;
import dev.pontage.transport.CardData;
import dev.pontage.transport.CardData.Part;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The card of a body. Numbers, codes, names and tokens exist as bytes only, and prints show none of them. */
final class CardFields {
    private static final String CARD = "card.";
    private static final int BIN = 6;
    private static final int LAST = 4;
    private static final int SHORTEST_NUMBER = 12;
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final Map<Part, byte[]> raw = new EnumMap<>(Part.class);
    private final Map<Part, byte[]> tokens = new EnumMap<>(Part.class);
    private final Map<Part, byte[]> saved = new EnumMap<>(Part.class);
    private String month = "";
    private String year = "";
    private String bin = "";
    private String wallet = "";
    private Optional<String> eci = Optional.empty();

    /** Reads what the parser stands on: an object, or nothing. */
    void read(JsonParser parser) {
        wipeCard();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                field(name, parser);
            }
        } else if (!isNothing(parser)) {
            throw BadRequest.field("card", "must be an object");
        }
    }

    private void field(String name, JsonParser parser) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "number" -> keep(raw, Part.NUMBER, CARD + name, parser);
            case "csc" -> keep(raw, Part.CSC, CARD + name, parser);
            case "holder" -> keep(raw, Part.HOLDER, CARD + name, parser);
            case "document" -> keep(raw, Part.DOCUMENT, CARD + name, parser);
            case "cryptogram", "3ds_criptogram" -> keep(raw, Part.CRYPTOGRAM, CARD + name, parser);
            case "numbertoken" -> keep(tokens, Part.NUMBER, CARD + name, parser);
            case "csctoken" -> keep(tokens, Part.CSC, CARD + name, parser);
            case "holdertoken" -> keep(tokens, Part.HOLDER, CARD + name, parser);
            case "bin" ->
                bin = plain(CARD + name, parser)
                        .filter(it -> it.matches("\\d{6,8}"))
                        .map(it -> it.substring(0, BIN))
                        .orElse("");
            case "paymentorigin" -> wallet = plain(CARD + name, parser).orElse("");
            case "eci", "eci_indicador" -> eci = plain(CARD + name, parser);
            case "expiration" -> expiration(parser);
            default -> parser.skipChildren();
        }
    }

    private void expiration(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            switch (name) {
                case "month" ->
                    month = plain(CARD + "expiration.month", parser)
                            .map(CardFields::twoDigits)
                            .orElse("");
                case "year" ->
                    year = plain(CARD + "expiration.year", parser)
                            .map(CardFields::fourDigits)
                            .orElse("");
                default -> parser.skipChildren();
            }
        }
    }

    private static String twoDigits(String month) {
        return month.length() == 1 ? "0" + month : month;
    }

    private static String fourDigits(String year) {
        return year.length() == 2 ? "20" + year : year;
    }

    private static Optional<String> plain(String name, JsonParser parser) {
        var bytes = bytes(name, parser);
        return isNothing(bytes) ? Optional.empty() : Optional.of(Text.clean(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static void keep(Map<Part, byte[]> values, Part part, String name, JsonParser parser) {
        var bytes = bytes(name, parser);
        var former = isNothing(bytes) ? values.remove(part) : values.put(part, bytes);
        if (former != null) {
            Arrays.fill(former, (byte) 0);
        }
    }

    /** The redirect case of the test suite writes the word. */
    private static boolean isNothing(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING && isNothing(encoded(parser)));
    }

    private static byte[] bytes(String name, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT -> encoded(parser);
            case VALUE_NULL -> new byte[0];
            default -> throw BadRequest.field(name, "must be a text");
        };
    }

    /** The parser's own characters are zeroed too, since it uses them again and again. */
    private static byte[] encoded(JsonParser parser) {
        var chars = parser.getStringCharacters();
        var offset = parser.getStringOffset();
        var length = parser.getStringLength();
        ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars, offset, length));
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Arrays.fill(buffer.array(), (byte) 0);
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            Arrays.fill(chars, offset, offset + length, '0');
        }
        return bytes;
    }

    private static boolean isNothing(byte[] bytes) {
        return bytes.length == 0 || Arrays.equals(bytes, NOTHING);
    }

    /** VTEX's closed beta: a token that this acquirer made earlier. */
    void readToken(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "cardtokenvalue", "cardtokenclientid" -> {
                    if (!saved.containsKey(Part.TOKEN)) {
                        keep(saved, Part.TOKEN, "cardTokenData." + name, parser);
                    }
                }
                case "cardtokencvv" -> keep(saved, Part.CSC, "cardTokenData." + name, parser);
                default -> parser.skipChildren();
            }
        }
    }

    boolean hasSavedToken() {
        return saved.containsKey(Part.TOKEN);
    }

    /** The token in place of a card. The bytes are no longer ours. */
    CardGiven savedCard() {
        var given = new CardGiven(CardData.direct(saved), month, year, bin, "", wallet, eci);
        saved.clear();
        return given;
    }

    boolean hasNumber() {
        return raw.containsKey(Part.NUMBER);
    }

    boolean hasTokens() {
        return tokens.containsKey(Part.NUMBER);
    }

    /** A device's number comes with a cryptogram, and a code would belong to another card. */
    private void dropCodeOfWallet(Map<Part, byte[]> from) {
        var code = raw.containsKey(Part.CRYPTOGRAM) ? from.remove(Part.CSC) : null;
        if (code != null) {
            Arrays.fill(code, (byte) 0);
        }
    }

    /** The card itself. The bytes are no longer ours. */
    CardGiven direct() {
        dropCodeOfWallet(raw);
        var number = raw.get(Part.NUMBER);
        var digits = number == null ? new byte[0] : number;
        var known = digits.length >= SHORTEST_NUMBER;
        var given = new CardGiven(
                CardData.direct(raw),
                month,
                year,
                bin.isEmpty() && known ? ascii(digits, 0, BIN) : bin,
                known ? ascii(digits, digits.length - LAST, LAST) : "",
                wallet,
                eci);
        raw.clear();
        return given;
    }

    /** VTEX's tokens, with what it does not hide, and where it makes more. The bytes are no longer ours. */
    CardGiven proxied(Optional<URI> tokensUrl) {
        dropCodeOfWallet(tokens);
        for (var part : new Part[] {Part.DOCUMENT, Part.CRYPTOGRAM}) {
            var clear = raw.remove(part);
            if (clear != null) {
                tokens.put(part, clear);
            }
        }
        var given = new CardGiven(CardData.proxied(tokens, tokensUrl), month, year, bin, "", wallet, eci);
        tokens.clear();
        wipe();
        return given;
    }

    private static String ascii(byte[] digits, int from, int length) {
        var part = new String(digits, from, length, StandardCharsets.US_ASCII);
        return part.chars().allMatch(it -> it >= '0' && it <= '9') ? part : "";
    }

    /** Of a card that stands twice in a body the last one holds. */
    private void wipeCard() {
        raw.values().forEach(it -> Arrays.fill(it, (byte) 0));
        tokens.values().forEach(it -> Arrays.fill(it, (byte) 0));
        raw.clear();
        tokens.clear();
    }

    void wipe() {
        raw.values().forEach(it -> Arrays.fill(it, (byte) 0));
        tokens.values().forEach(it -> Arrays.fill(it, (byte) 0));
        saved.values().forEach(it -> Arrays.fill(it, (byte) 0));
        raw.clear();
        tokens.clear();
        saved.clear();
    }

    @Override
    public String toString() {
        return "•••";
    }
}
