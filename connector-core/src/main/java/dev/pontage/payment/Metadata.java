package dev.pontage.payment;

import java.util.Map;
import java.util.stream.Collectors;

/** What a plugin has for VTEX to keep beside the payment: its references whose names begin so. */
public final class Metadata {
    public static final String PREFIX = "metadata.";

    private Metadata() {}

    static Map<String, String> of(Payment payment) {
        return payment.identifiers().references().entrySet().stream()
                .filter(it -> it.getKey().startsWith(PREFIX))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
