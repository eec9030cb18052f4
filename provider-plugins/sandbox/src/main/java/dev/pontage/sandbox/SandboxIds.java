package dev.pontage.sandbox;

import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.PaymentId;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Ids made of affiliation and payment alone: another affiliation gets others, a repeat the same. */
final class SandboxIds {
    private static final BigInteger TWELVE_DIGITS = BigInteger.TEN.pow(12);

    private SandboxIds() {}

    static Identifiers of(URI affiliation, PaymentId payment) {
        return Identifiers.of(
                hex(affiliation, payment, "authorization", 12),
                "SBX" + hex(affiliation, payment, "tid", 20),
                digits(affiliation, payment, "nsu"));
    }

    /** 47 digits, as a slip's line has. */
    static String line(URI affiliation, PaymentId payment) {
        return digits(affiliation, payment, "a")
                + digits(affiliation, payment, "b")
                + digits(affiliation, payment, "c")
                + digits(affiliation, payment, "d").substring(0, 11);
    }

    static String hex(URI affiliation, PaymentId payment, String what, int length) {
        return HexFormat.of()
                .formatHex(hash(affiliation, payment, what))
                .substring(0, length)
                .toUpperCase(Locale.ROOT);
    }

    private static String digits(URI affiliation, PaymentId payment, String what) {
        var number = new BigInteger(1, hash(affiliation, payment, what)).mod(TWELVE_DIGITS);
        return "0".repeat(12 - number.toString().length()) + number;
    }

    private static byte[] hash(URI affiliation, PaymentId payment, String what) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return sha.digest((affiliation + "\n" + payment.value() + "\n" + what).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
