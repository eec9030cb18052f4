package dev.pontage.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Idempotency keys: of what was asked, never of attempt, time or node. */
final class Keys {
    private Keys() {}

    /** Of what came back with a shopper: a reload of the page is the same request. */
    static String of(Map<String, String> parameters) {
        var text = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(it -> it.getKey().length() + ":" + it.getKey()
                                + it.getValue().length() + ":" + it.getValue())
                        .collect(Collectors.joining());
        return hash(text);
    }

    static String of(UUID affiliation, String payment, String kind, String request) {
        // Lengths stand before the parts, so that no two lists of parts read alike.
        var text = affiliation + "/" + payment.length() + ":" + payment + "/" + kind + "/" + request.length() + ":"
                + request;
        return hash(text);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
