package dev.pontage.sandbox;

import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.PaymentId;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Ids made of affiliation and payment alone: another affiliation gets others, a repeat the same. */
final class SandboxIds {
    private static final BigInteger TWELVE_DIGITS = BigInteger.TEN.pow(12);

    private SandboxIds() {}

    /** Three parts of one hash. */
    static Identifiers of(URI affiliation, PaymentId payment) {
        var hash = hash(affiliation, payment, "sale");
        var hex = hex(hash);
        return Identifiers.of(
                hex.substring(0, 12), "SBX" + hex.substring(12, 32), digits(Arrays.copyOfRange(hash, 16, 32)));
    }

    /** 47 digits, as a slip's line has. */
    static String line(URI affiliation, PaymentId payment) {
        return digits(affiliation, payment, "a")
                + digits(affiliation, payment, "b")
                + digits(affiliation, payment, "c")
                + digits(affiliation, payment, "d").substring(0, 11);
    }

    static String hex(URI affiliation, PaymentId payment, String what, int length) {
        return hex(hash(affiliation, payment, what)).substring(0, length);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().withUpperCase().formatHex(hash);
    }

    private static String digits(URI affiliation, PaymentId payment, String what) {
        return digits(hash(affiliation, payment, what));
    }

    private static String digits(byte[] hash) {
        var number = new BigInteger(1, hash).mod(TWELVE_DIGITS).toString();
        return "0".repeat(12 - number.length()) + number;
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
