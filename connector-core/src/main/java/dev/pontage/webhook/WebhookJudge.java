package dev.pontage.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.acquirer.Acquirers;
import dev.pontage.acquirer.Answer;
import dev.pontage.acquirer.Line;
import dev.pontage.acquirer.Lines;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import dev.pontage.spi.payment.WebhookRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets the plugin say whether a webhook is real, and what it says. */
@Component
class WebhookJudge {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookJudge.class);

    /** Acquirers wait for ten seconds; a plugin only computes. */
    private static final Duration WHILE_SOMEBODY_WAITS = Duration.ofSeconds(3);

    private static final Duration LATER = Duration.ofSeconds(15);

    /** Anybody can send one: so few of a plugin's threads that payments do not miss them. */
    private static final int AT_ONCE = 4;

    private final Affiliations affiliations;
    private final Acquirers acquirers;
    private final Lines lines;
    private final Cache<UUID, Semaphore> places = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    WebhookJudge(Affiliations affiliations, Acquirers acquirers, Lines lines) {
        this.affiliations = affiliations;
        this.acquirers = acquirers;
        this.lines = lines;
    }

    /** Within the scope of the affiliation's tenant. */
    Answer<Verdict> judge(Affiliation affiliation, WebhookRequest request) {
        return judged(affiliation, request, LATER);
    }

    /**
     * The same while the acquirer waits for its answer; empty if that cannot be said soon. Within the scope of the
     * affiliation's tenant.
     */
    Optional<Verdict> judgeAtOnce(UUID affiliation, WebhookRequest request) {
        var place = places.get(affiliation, it -> new Semaphore(AT_ONCE));
        if (!place.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return affiliations
                    .find(affiliation)
                    .map(it -> judged(it, request, WHILE_SOMEBODY_WAITS))
                    .flatMap(it -> said(affiliation, it));
        } finally {
            place.release();
        }
    }

    /** Why it could not be read is not noted: a plugin's complaint may quote what it was given, the card among it. */
    private static Optional<Verdict> said(UUID affiliation, Answer<Verdict> answer) {
        if (answer instanceof Answer.Answered<Verdict>(var verdict, var _, var _)) {
            return Optional.of(verdict);
        }
        LOG.warn("A webhook for affiliation {} could not be read at once and must be sent again", affiliation);
        return Optional.empty();
    }

    /** While a secret is being changed both are right: the new one is tried first. */
    private Answer<Verdict> judged(Affiliation affiliation, WebhookRequest request, Duration within) {
        var line = lines.of(affiliation, Optional.empty());
        var answer = acquirers.receive(line, request, within);
        if (answer instanceof Answer.Answered<Verdict>(var verdict, var _, var _) && !verdict.verified()) {
            var former = affiliations.formerSettings(affiliation);
            if (former.isPresent()) {
                var other = acquirers.receive(withFormer(line, former.get()), request, within);
                return other instanceof Answer.Answered<Verdict>(var it, var _, var _) && it.verified()
                        ? other
                        : answer;
            }
        }
        return answer;
    }

    private static Line withFormer(Line line, Affiliations.Former former) {
        return line.with(former.id(), line.settingsVersion() + "-former", former::settings);
    }
}
