package dev.pontage.webhook;

import dev.pontage.payment.CallEnded;
import dev.pontage.tenant.TenantScope;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Webhooks that came before what they are about was written down: soon after a call of their affiliation has ended, on
 * whichever node, they are due and need not wait for their next turn. One look a second for all payments that ended since.
 */
@Component
class EarlyWebhooks implements CallEnded, Chores {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyWebhooks.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** One that is being read while its payment ends is put back only afterwards: later looks find it. */
    private static final int LOOKS = 4;

    private final WebhookRows rows;
    private final ConcurrentHashMap<UUID, Integer> looksLeft = new ConcurrentHashMap<>();

    EarlyWebhooks(WebhookRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Chore> chores() {
        return List.of(new Chore.OfEveryNode("hurry early webhooks", BETWEEN, this::look));
    }

    @Override
    public void ended(UUID affiliation) {
        looksLeft.put(affiliation, LOOKS);
    }

    /** Whatever waits for a call of an affiliation that had one lately is due. */
    void look() {
        var lately = Set.copyOf(looksLeft.keySet());
        if (lately.isEmpty()) {
            return;
        }
        TenantScope.all().run(() -> {
            var waiting = new HashSet<>(rows.waiting());
            waiting.retainAll(lately);
            waiting.forEach(it -> LOG.debug("{} webhooks of affiliation {} are tried again", rows.hurry(it), it));
        });
        lately.forEach(it -> looksLeft.computeIfPresent(it, (_, left) -> left > 1 ? left - 1 : null));
    }
}
