package dev.pontage.payment;

import dev.pontage.acquirer.AcquirerAlerts;
import dev.pontage.acquirer.Acquirers;
import dev.pontage.acquirer.Answer;
import dev.pontage.acquirer.Line;
import dev.pontage.acquirer.Lines;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.spi.Acquirer;
import dev.pontage.spi.payment.Change;
import dev.pontage.transport.CardData;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** How the engine reaches the acquirer of a payment: always the affiliation that authorized it, and its version unless told otherwise. */
@Component
class Calls {
    /** What an acquirer may take. VTEX's proxy gives up after 15 s itself. */
    private static final Duration DIRECT = Duration.ofSeconds(60);

    private static final Duration PROXY = Duration.ofSeconds(17);

    private final Acquirers acquirers;
    private final Lines lines;
    private final Affiliations affiliations;
    private final AcquirerAlerts alerts;

    Calls(Acquirers acquirers, Lines lines, Affiliations affiliations, AcquirerAlerts alerts) {
        this.acquirers = acquirers;
        this.lines = lines;
        this.affiliations = affiliations;
        this.alerts = alerts;
    }

    /** For a new payment. */
    Line line(Affiliation affiliation, String paymentKey) {
        return lines.ofNew(affiliation, paymentKey);
    }

    Line line(Payment payment) {
        var affiliation = affiliations
                .find(payment.affiliationId())
                .orElseThrow(() -> new IllegalStateException("affiliation " + payment.affiliationId() + " is gone"));
        return lines.of(affiliation, payment.pluginVersion());
    }

    /** The same; who calls is at hand, and mostly it is his own payment. */
    Line line(Payment payment, Affiliation caller) {
        return payment.affiliationId().equals(caller.id()) ? lines.of(caller, payment.pluginVersion()) : line(payment);
    }

    Abilities abilities(Line line) {
        return new Abilities(acquirers.descriptor(line), line.accepted());
    }

    /** Why nobody can be asked about a payment until a person has mended something. */
    Optional<Acquirers.Shut> shut(Line line) {
        return acquirers.shut(line);
    }

    <T> Answer<T> ask(Line line, Function<Acquirer, T> verb) {
        return ask(line, Optional.empty(), Optional.empty(), verb);
    }

    <T> Answer<T> ask(Line line, Optional<CardData> card, Optional<URI> proxy, Function<Acquirer, T> verb) {
        var answer = acquirers.ask(line, card, proxy, proxy.isPresent() ? PROXY : DIRECT, verb);
        alerts.note(line, answer);
        return answer;
    }

    Answer<Change.Outcome> ask(Line line, Change change) {
        return switch (change) {
            case Change.Cancel cancel -> ask(line, it -> it.cancel(cancel));
            case Change.Settle settle -> ask(line, it -> it.settle(settle));
            case Change.Refund refund -> ask(line, it -> it.refund(refund));
        };
    }
}
