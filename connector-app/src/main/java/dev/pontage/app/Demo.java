package dev.pontage.app;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliation.Credential;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.tenant.TenantScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A merchant, a connector and an affiliation with the sandbox, so that a first payment needs no set-up. */
@Component
class Demo {
    static final String NAME = "demo";
    private static final String PLUGIN = "sandbox";
    private static final String BY = "first start";

    private final Tenants tenants;
    private final Connectors connectors;
    private final Affiliations affiliations;
    private final DemoPair pair;
    private final boolean embedded;

    Demo(
            Tenants tenants,
            Connectors connectors,
            Affiliations affiliations,
            @Value("${pontage.home}") Path home,
            @Value("${pontage.embedded:false}") boolean embedded) {
        this.tenants = tenants;
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.pair = DemoPair.in(home);
        this.embedded = embedded;
    }

    boolean exists() {
        return connectors.find(NAME).isPresent();
    }

    /** The pair that works; empty where another process made the demo and keeps it to itself. */
    Optional<Credential> ready() {
        return TenantScope.all().call(() -> {
            var kept = pair.read();
            var existing = affiliation();
            if (existing.isEmpty()) {
                return Optional.of(make());
            }
            return kept.isPresent() || !embedded ? kept : Optional.of(replaced(existing.get()));
        });
    }

    private Optional<Affiliation> affiliation() {
        return affiliations.list(Optional.empty()).stream()
                .filter(it -> it.connector().equals(NAME) && it.tenant().equals(NAME))
                .findFirst();
    }

    private Credential make() {
        if (tenants.find(NAME).isEmpty()) {
            ignoringWhatExists(() -> tenants.create(NAME, "Demo"));
        }
        if (connectors.find(NAME).isEmpty()) {
            ignoringWhatExists(() -> connectors.create(Connector.Draft.of(NAME, "Demo", List.of(PLUGIN))));
        }
        var draft = new Affiliation.Draft(NAME, NAME, PLUGIN, Affiliation.Environment.TEST, "Demo", Map.of());
        return kept(affiliations.create(draft, BY).credential());
    }

    /** Two processes on one fresh database: whoever is second finds the first one's row. */
    private static void ignoringWhatExists(Runnable work) {
        try {
            work.run();
        } catch (Rejection e) {
            if (!e.kind().equals(Rejection.Kind.EXISTS)) {
                throw e;
            }
        }
    }

    /** The file is gone, by hand or because the process died before it was written: the old token is lost. */
    private Credential replaced(Affiliation affiliation) {
        return kept(affiliations.rotate(affiliation.id(), Duration.ZERO));
    }

    private Credential kept(Credential credential) {
        pair.write(credential);
        return credential;
    }
}
