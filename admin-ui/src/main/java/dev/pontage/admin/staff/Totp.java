package dev.pontage.admin.staff;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an authenticator app (RFC 6238), in the one form that every app understands. */
final class Totp {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_LETTERS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();

    private Totp() {}

    /** 160 bits as the letters that apps take. */
    static String newSecret() {
        return RANDOM.ints(SECRET_LETTERS, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, it) -> text.append(ALPHABET.charAt(it)), StringBuilder::append)
                .toString();
    }

    /** The time step that the code belongs to, if it is a right one; a clock may be a step off either way. */
    static OptionalLong step(String secret, String code, Instant now, long after) {
        var current = now.getEpochSecond() / CODES.getTimeStep().toSeconds();
        for (var step = current - 1; step <= current + 1; step++) {
            if (step > after && code(secret, step).equals(code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    static String code(String secret, long step) {
        try {
            var key = new SecretKeySpec(bytes(secret), CODES.getAlgorithm());
            return CODES.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * CODES.getTimeStep().toSeconds()), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String letters) {
        var bytes = new byte[letters.length() * 5 / 8];
        var held = 0;
        var bits = 0;
        var at = 0;
        for (var letter : letters.toCharArray()) {
            held = (held << 5) | ALPHABET.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }
}
