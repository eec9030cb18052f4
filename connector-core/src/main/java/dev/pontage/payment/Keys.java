package dev.pontage.payment;

import dev.pontage.spi.payment.Recipient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Hashes of what was asked, never of attempt, time or node: idempotency keys, and what repeats are compared by. */
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

    /** Of who gets how much, in whatever order they are named; nothing of their names and documents, which are not kept. */
    static String of(List<Recipient> recipients) {
        var text = recipients.stream()
                .map(it -> it.id().length() + ":" + it.id() + "/" + it.role() + "/" + it.amount() + "/"
                        + it.commission() + "/" + it.paysFee() + "/" + it.bearsChargeback())
                .sorted()
                .collect(Collectors.joining(";"));
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
