package dev.pontage.transport;

import java.util.Locale;
import java.util.Set;

/**
 * A JSON text with its structure and keys, but with the values of listed keys only: what is not known to be harmless is
 * replaced. Text that is not JSON becomes empty. A reader of its own, since this module has the JDK and nothing else.
 */
final class RedactedJson {
    private static final int LONGEST = 4_096;
    private static final String HIDDEN = "\"•\"";

    /** Keys whose values say how a payment stands and nothing of a person or a card. In lower case. */
    private static final Set<String> HARMLESS = Set.of(
            "status",
            "code",
            "returncode",
            "resultcode",
            "responsecode",
            "reasoncode",
            "refusalreason",
            "refusalreasoncode",
            "errorcode",
            "eventcode",
            "currency",
            "amount",
            "installments",
            "capture",
            "success",
            "tid",
            "nsu",
            "proofofsale",
            "authorizationcode",
            "authorizationid",
            "pspreference",
            "paymentid",
            "endtoendid",
            "txid");

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private RedactedJson(String text) {
        this.text = text;
    }

    static String of(String text) {
        var reader = new RedactedJson(text);
        try {
            reader.value("", 0);
            if (reader.at < text.length()) {
                return "";
            }
        } catch (Malformed e) {
            return "";
        }
        var whole = reader.out.toString();
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
    }

    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void value(String key, int depth) {
        blanks();
        if (depth > 64) {
            throw new Malformed();
        }
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(key, depth);
            case '"' -> scalar(key, string());
            default -> scalar(key, literal());
        }
        blanks();
    }

    private void object(int depth) {
        take('{');
        out.append('{');
        blanks();
        while (peek() != '}') {
            var key = string();
            out.append(key.length() > 66 ? HIDDEN : key).append(':');
            blanks();
            take(':');
            value(key.substring(1, key.length() - 1).toLowerCase(Locale.ROOT), depth + 1);
            comma('}');
        }
        at++;
        out.append('}');
    }

    private void array(String key, int depth) {
        take('[');
        out.append('[');
        blanks();
        while (peek() != ']') {
            value(key, depth + 1);
            comma(']');
        }
        at++;
        out.append(']');
    }

    private void comma(char end) {
        if (peek() != end) {
            take(',');
            out.append(',');
            blanks();
        }
    }

    /** Even a listed key's value is hidden when it is long or looks like a card's number. */
    private void scalar(String key, String raw) {
        var plain = raw.equals("true") || raw.equals("false") || raw.equals("null");
        var shown = plain || (HARMLESS.contains(key) && raw.length() <= 66 && !raw.matches("\"?\\d{13,19}\"?"));
        out.append(shown ? raw : HIDDEN);
    }

    private String string() {
        var from = at;
        take('"');
        while (peek() != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        return text.substring(from, at);
    }

    private String literal() {
        var from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw new Malformed();
        }
        return text.substring(from, at);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw new Malformed();
        }
        at++;
    }
}
