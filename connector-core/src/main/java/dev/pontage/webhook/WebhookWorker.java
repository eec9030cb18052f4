package dev.pontage.webhook;

import dev.pontage.tenant.TenantScope;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes up stored webhooks. What is not reported, for whatever reason, is due again after its lease. */
@Component
class WebhookWorker implements Chores {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration BETWEEN_CLEANUPS = Duration.ofMinutes(10);

    /** Few enough to leave a plugin's threads to payments. */
    private static final int AT_ONCE = 16;

    private final WebhookRows rows;
    private final WebhookReader reader;
    private final StoredWebhooks stored;

    WebhookWorker(WebhookRows rows, WebhookReader reader, StoredWebhooks stored) {
        this.rows = rows;
        this.reader = reader;
        this.stored = stored;
    }

    @Override
    public List<Chore> chores() {
        return List.of(
                new Chore.Intake<>("read webhooks", BETWEEN, AT_ONCE, this::take, this::handle),
                new Chore.OfOneNode("let go of old webhooks", BETWEEN_CLEANUPS, this::cleanUp));
    }

    private List<WebhookRows.Taken> take(int most) {
        return TenantScope.all().call(() -> rows.take(most));
    }

    /** Reads all that is due, on the caller's thread. */
    void readDue() {
        take(AT_ONCE).forEach(this::handle);
    }

    private void handle(WebhookRows.Taken taken) {
        TenantScope.of(taken.tenantId()).run(() -> {
            try {
                reader.read(taken);
            } catch (RuntimeException e) {
                LOG.warn("webhook {} could not be worked on", taken.id(), e);
                reader.brokeOff(taken);
            }
        });
    }

    private void cleanUp() {
        LOG.debug("{} old webhooks are gone", stored.prune());
    }
}
