package dev.pontage.admin.home;

import dev.pontage.admin.figures.Lately;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.limit.Contingency;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How near each connector is to the point where VTEX stops its card payments, and who brings it there. */
@Component
class Trigger {
    private static final int SHOWN = 20;

    private final Connectors connectors;
    private final Affiliations affiliations;
    private final Contingency contingency;
    private final Lately lately;

    Trigger(Connectors connectors, Affiliations affiliations, Contingency contingency, Lately lately) {
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.contingency = contingency;
        this.lately = lately;
    }

    /** One affiliation with breakdowns. */
    record Cause(Affiliation affiliation, long failed) {}

    /**
     * One connector's last five minutes.
     *
     * @param millis how long VTEX waited on average
     * @param own what of it was ours
     */
    record Line(Connector connector, Contingency.Budget budget, long asked, int millis, int own, List<Cause> causes) {
        /** How many more errors VTEX takes before it stops. */
        public int left() {
            return Math.max(0, Contingency.TRIGGER - budget.creates());
        }

        /** What colour helps the number. */
        public String mark() {
            return budget.isSpent() ? "act" : budget.creates() + budget.changes() > 0 ? "wait" : "safe";
        }
    }

    /** Connectors with traffic or errors, those nearest to the point first. */
    List<Line> lines() {
        var recent = lately.recent().stream().collect(Collectors.groupingBy(Lately.Recent::connectorId));
        return connectors.list().stream()
                .map(it -> line(it, recent.getOrDefault(it.id(), List.of())))
                .filter(it ->
                        it.asked() > 0 || it.budget().creates() + it.budget().changes() > 0)
                .sorted(Comparator.comparingInt((Line it) -> it.budget().creates())
                        .thenComparingInt(it -> it.budget().changes())
                        .thenComparingLong(Line::asked)
                        .reversed())
                .limit(SHOWN)
                .toList();
    }

    private Line line(Connector connector, List<Lately.Recent> recent) {
        var asked = recent.stream().mapToLong(Lately.Recent::asked).sum();
        return new Line(
                connector,
                contingency.of(connector.slug()),
                asked,
                average(recent, asked, false),
                average(recent, asked, true),
                recent.stream()
                        .filter(it -> it.failed() > 0)
                        .limit(3)
                        .flatMap(it -> cause(it.affiliationId(), it.failed()).stream())
                        .toList());
    }

    private Optional<Cause> cause(UUID affiliation, long failed) {
        return affiliations.find(affiliation).map(it -> new Cause(it, failed));
    }

    private static int average(List<Lately.Recent> recent, long asked, boolean own) {
        var sum = recent.stream()
                .mapToLong(it -> it.asked() * (own ? it.ownMillis() : it.millis()))
                .sum();
        return asked == 0 ? 0 : (int) (sum / asked);
    }
}
