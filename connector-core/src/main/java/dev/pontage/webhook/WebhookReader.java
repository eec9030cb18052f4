package dev.pontage.webhook;

import dev.pontage.acquirer.Answer;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.payment.AcquirerNews;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads one webhook: whether it is real, what it says, and whether that is new. */
@Component
class WebhookReader {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReader.class);

    /** A payment that did not turn up by then is for people. */
    private static final Duration UNTIL_LISTED = Duration.ofHours(1);

    /** A plugin that is away or broken may be repaired by then. */
    private static final Duration UNTIL_FAILED = Duration.ofHours(24);

    private static final int DOUBLINGS = 4;

    private final WebhookRows rows;
    private final WebhookJudge judge;
    private final Affiliations affiliations;
    private final AcquirerNews news;
    private final Clock clock;

    WebhookReader(WebhookRows rows, WebhookJudge judge, Affiliations affiliations, AcquirerNews news, Clock clock) {
        this.rows = rows;
        this.judge = judge;
        this.affiliations = affiliations;
        this.news = news;
        this.clock = clock;
    }

    /** Within the scope of the webhook's tenant. */
    void read(WebhookRows.Taken taken) {
        var affiliation = affiliations.find(taken.affiliationId());
        var kept = rows.kept(taken);
        if (affiliation.isEmpty() || kept.isEmpty()) {
            done(taken, Webhooks.State.FAILED, "the affiliation or the webhook is gone");
            return;
        }
        var before = kept.get().verdict();
        if (before.isPresent()) {
            judged(taken, affiliation.get(), before.get());
            return;
        }
        switch (judge.judge(affiliation.get(), kept.get().request())) {
            case Answer.Answered<Verdict>(var verdict, var _, var _) -> judged(taken, affiliation.get(), verdict);
            case Answer.BrokenDown<Verdict> it ->
                later(taken, Webhooks.State.FAILED, UNTIL_FAILED, "the plugin could not read it: " + it.reason());
            case Answer.Refused<Verdict>(var reason) -> later(taken, Webhooks.State.FAILED, UNTIL_FAILED, reason);
        }
    }

    private void judged(WebhookRows.Taken taken, Affiliation affiliation, Verdict verdict) {
        if (!verdict.verified()) {
            LOG.warn("A webhook for affiliation {} is kept and not acted on: {}", taken.affiliationId(), verdict.why());
            done(taken, Webhooks.State.UNVERIFIED, verdict.why());
            return;
        }
        var missing = Optional.<String>empty();
        for (var event : verdict.events()) {
            if (!rows.isKnown(affiliation.id(), event.key()) && !apply(taken, affiliation, event)) {
                missing = Optional.of(event.subject().reference());
            }
        }
        if (missing.isPresent()) {
            later(
                    taken,
                    Webhooks.State.UNMATCHED,
                    UNTIL_LISTED,
                    "no payment goes by the reference " + WebhookRows.cut(missing.get(), 200));
        } else {
            done(taken, Webhooks.State.DONE, "");
        }
    }

    /** Remembered only once it has been applied: what a crash lets happen twice does no harm, what it lets be lost does. */
    private boolean apply(WebhookRows.Taken taken, Affiliation affiliation, WebhookEvent event) {
        if (news.apply(affiliation, event) == AcquirerNews.Effect.NO_PAYMENT_YET) {
            return false;
        }
        rows.remember(taken, event.key());
        return true;
    }

    private void done(WebhookRows.Taken taken, Webhooks.State state, String why) {
        rows.report(taken, state, why, Optional.empty());
    }

    /** Tried again, sooner at first; given up in the end as the state says. */
    void later(WebhookRows.Taken taken, Webhooks.State inTheEnd, Duration until, String why) {
        var end = taken.receivedAt().plus(until);
        var next = clock.instant().plus(wait(taken.attempts()));
        if (next.isBefore(end)) {
            rows.report(taken, Webhooks.State.WAITING, why, Optional.of(next));
        } else if (clock.instant().isBefore(end)) {
            rows.report(taken, Webhooks.State.WAITING, why, Optional.of(end));
        } else {
            LOG.warn("A webhook for affiliation {} is left for people: {}", taken.affiliationId(), why);
            done(taken, inTheEnd, why);
        }
    }

    void brokeOff(WebhookRows.Taken taken) {
        later(taken, Webhooks.State.FAILED, UNTIL_FAILED, "something of ours failed; see the log");
    }

    private static Duration wait(int attempts) {
        return attempts > DOUBLINGS ? WebhookRows.LONGEST_WAIT : Duration.ofSeconds(1L << Math.max(0, attempts - 1));
    }
}
