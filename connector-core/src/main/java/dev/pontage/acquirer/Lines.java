package dev.pontage.acquirer;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Rollouts;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** From an affiliation to its line. */
@Component
public class Lines {
    private final Affiliations affiliations;
    private final Rollouts rollouts;
    private final String publicUrl;

    Lines(
            Affiliations affiliations,
            Rollouts rollouts,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.affiliations = affiliations;
        this.rollouts = rollouts;
        this.publicUrl = publicUrl;
    }

    /** The line of an affiliation, in the version that a payment began with, or in the one for new payments. */
    public Line of(Affiliation affiliation, Optional<String> version) {
        var pinned = version.or(affiliation::pinnedVersion);
        return new Line(
                affiliation.id(),
                affiliation.plugin(),
                pinned,
                affiliation.settingsVersion().toString(),
                () -> affiliations.openedSettings(affiliation, pinned),
                affiliation.test(),
                webhookUrl(affiliation),
                affiliation.accepted().chosen());
    }

    /** The line for a new payment, which may be one of those that try a new version of the plugin. */
    public Line ofNew(Affiliation affiliation, String paymentKey) {
        return of(affiliation, rollouts.versionFor(affiliation, paymentKey));
    }

    /** Where the acquirer's webhooks arrive. */
    public String webhookUrl(Affiliation affiliation) {
        return publicUrl + "/hooks/" + affiliation.id();
    }
}
