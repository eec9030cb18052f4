package dev.pontage.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.spi.payment.WebhookRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The few webhooks from which card data was taken before they were stored, as they came: a signature fits no other way.
 * In memory only and for an hour at most; after a restart such a webhook counts as unverified, and the acquirer is asked.
 */
@Component
class Originals {
    private static final int MOST = 1_000;

    private final Cache<UUID, WebhookRequest> kept = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    void keep(UUID id, WebhookRequest request) {
        kept.put(id, request);
    }

    Optional<WebhookRequest> find(UUID id) {
        return Optional.ofNullable(kept.getIfPresent(id));
    }

    void forget(UUID id) {
        kept.invalidate(id);
    }
}
