package dev.pontage.webhook;

import dev.pontage.spi.payment.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A webhook on its way in.
 *
 * @param request as it came, byte for byte
 */
record Arrival(UUID id, UUID tenantId, UUID affiliationId, WebhookRequest request) {
    /** What may be kept of it. */
    byte[] keepable() {
        var text = new String(request.body(), StandardCharsets.ISO_8859_1);
        return CardScrub.of(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isChanged(byte[] kept) {
        return !Arrays.equals(kept, request.body());
    }

    /** Headers and query, which may hold the acquirer's password: kept sealed. */
    record Envelope(String query, Map<String, List<String>> headers) {}
}
