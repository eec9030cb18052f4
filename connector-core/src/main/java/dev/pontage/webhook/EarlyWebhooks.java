package dev.pontage.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.payment.CallEnded;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Webhooks that came before what they are about was written down: once a call of their affiliation has ended they are due,
 * and need not wait for their next turn. Across nodes the turn is what they have.
 */
@Component
class EarlyWebhooks implements CallEnded {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyWebhooks.class);
    private static final int MOST = 20_000;

    private final WebhookRows rows;
    private final Cache<UUID, Boolean> waiting = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    EarlyWebhooks(WebhookRows rows) {
        this.rows = rows;
    }

    /** One of this affiliation's has found no payment. */
    void waits(UUID affiliation) {
        waiting.put(affiliation, true);
    }

    @Override
    public void ended(UUID affiliation) {
        if (waiting.asMap().remove(affiliation) == null) {
            return;
        }
        try {
            LOG.debug("{} webhooks of affiliation {} are tried again", rows.hurry(affiliation), affiliation);
        } catch (RuntimeException e) {
            LOG.warn("webhooks of affiliation {} wait for their next turn", affiliation, e);
        }
    }
}
