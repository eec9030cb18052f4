package dev.pontage.transport;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What VTEX adds to JsonLogic: digests, signatures and base64 of texts in UTF-8. */
final class Digests {
    private Digests() {}

    static Value base64(Value.Chars text) {
        var bytes = text.bytes();
        try {
            return chars(Base64.getEncoder().encode(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A text, and the form of the result: hex unless base64 is asked for. */
    static Value of(String operator, List<Value> given) {
        var bytes = Formula.at(given, 0).text().bytes();
        try {
            return written(digest(operator).digest(bytes), form(given, 1, "hex"));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static MessageDigest digest(String operator) {
        try {
            return MessageDigest.getInstance(
                    switch (operator) {
                        case "md5" -> "MD5";
                        case "sha1" -> "SHA-1";
                        case "sha256" -> "SHA-256";
                        case "sha384" -> "SHA-384";
                        default -> "SHA-512";
                    });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key, a text, the form of the result (base64 unless hex is asked for) and that of the key. */
    static Value hmac(List<Value> given) {
        var bytes = Formula.at(given, 1).text().bytes();
        var key = key(Formula.at(given, 0).text(), form(given, 3, "plaintext"));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return written(mac.doFinal(bytes), form(given, 2, "base64"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] key(Value.Chars text, String form) {
        var key = decoded(text, form);
        if (key.length == 0) {
            throw new Formula.Unsound("a key is empty");
        }
        return key;
    }

    private static byte[] decoded(Value.Chars text, String form) {
        try {
            return switch (form) {
                case "plaintext" -> text.bytes();
                case "hex" -> HexFormat.of().parseHex(new String(text.of()));
                case "base64" -> Base64.getDecoder().decode(text.bytes());
                default -> throw new Formula.Unsound("there is no such form of a key");
            };
        } catch (IllegalArgumentException e) {
            throw new Formula.Unsound("a key is not in the form that is said");
        }
    }

    private static String form(List<Value> given, int index, String usual) {
        return given.size() > index && !(given.get(index) instanceof Value.Nothing)
                ? new String(given.get(index).text().of()).toLowerCase(Locale.ROOT)
                : usual;
    }

    private static Value written(byte[] result, String form) {
        return switch (form) {
            case "hex" -> Value.Chars.of(HexFormat.of().formatHex(result));
            case "base64" -> chars(Base64.getEncoder().encode(result));
            default -> throw new Formula.Unsound("there is no such form of a result");
        };
    }

    private static Value chars(byte[] ascii) {
        var chars = new char[ascii.length];
        for (var i = 0; i < ascii.length; i++) {
            chars[i] = (char) ascii[i];
        }
        Arrays.fill(ascii, (byte) 0);
        return new Value.Chars(chars);
    }
}
