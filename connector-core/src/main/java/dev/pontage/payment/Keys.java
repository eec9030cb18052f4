package dev.pontage.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Idempotency keys: of what was asked, never of attempt, time or node. */
final class Keys {
    private Keys() {}

    static String of(UUID affiliation, String payment, String kind, String request) {
        // Lengths stand before the parts, so that no two lists of parts read alike.
        var text = affiliation + "/" + payment.length() + ":" + payment + "/" + kind + "/" + request.length() + ":"
                + request;
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
