package dev.pontage.ppp;

import dev.pontage.acquirer.Acquirers;
import dev.pontage.acquirer.Lines;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Callers;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.limit.Allowance;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.Payment;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.policy.Attestations;
import dev.pontage.policy.Delays;
import dev.pontage.policy.Policies;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Secret;
import dev.pontage.tenant.TenantScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads the directory from the database; while that is away, what was last known holds. */
@Component
class CachedDirectory implements Directory {
    private static final Logger LOG = LoggerFactory.getLogger(CachedDirectory.class);

    /** What holds where not even a policy can be read: those of the platform. */
    private static final Delays USUAL = new Delays(21_600, 21_600, 1_800);

    private static final Delays USUAL_PIX = new Delays(1_800, 21_600, 1_800);

    private final Callers callers;
    private final Affiliations affiliations;
    private final CallbackQueue callbacks;
    private final Attestations attestations;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Policies policies;
    private final Acquirers acquirers;
    private final Lines lines;
    private final String publicUrl;
    private final Remembered<String, Connector> connectors;
    private final Remembered<UUID, Tenant> known;
    private final Remembered<String, Affiliation> open;
    private final LastCallers last = new LastCallers();
    private final Reach reach = new Reach(System::nanoTime);

    CachedDirectory(
            Callers callers,
            Affiliations affiliations,
            CallbackQueue callbacks,
            Attestations attestations,
            Connectors connectors,
            Tenants tenants,
            Plugins plugins,
            Policies policies,
            Acquirers acquirers,
            Lines lines,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.callers = callers;
        this.affiliations = affiliations;
        this.callbacks = callbacks;
        this.attestations = attestations;
        this.tenants = tenants;
        this.plugins = plugins;
        this.policies = policies;
        this.acquirers = acquirers;
        this.lines = lines;
        this.publicUrl = publicUrl;
        this.connectors = Remembered.oneByOne(connectors::find, reach);
        this.known = new Remembered<>(this::tenants, reach);
        this.open = Remembered.oneByOne(callers::openToTestSuite, reach);
    }

    private Map<UUID, Tenant> tenants(Set<UUID> ids) {
        return new TenantScope.Only(ids)
                .call(() -> tenants.find(ids)).stream().collect(Collectors.toMap(Tenant::id, it -> it));
    }

    /** Without them the stored values hold: better than no payment. */
    @Override
    public Affiliation learned(Affiliation affiliation, Map<String, Secret> merchantSettings) {
        try {
            return reach.watch(() -> affiliations.learn(affiliation, merchantSettings));
        } catch (RuntimeException e) {
            LOG.warn("What the merchant of {} filled in in VTEX could not be kept", affiliation.id(), e);
            return affiliation;
        }
    }

    /** Without the database nobody knows, and nothing is let in. */
    @Override
    public boolean attested() {
        try {
            return attestations.allowsDirectCards();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** One callback too many does no harm. */
    @Override
    public void told(UUID payment) {
        try {
            callbacks.heard(payment);
        } catch (RuntimeException e) {
            LOG.debug("A callback that is no longer needed could not be ended", e);
        }
    }

    @Override
    public boolean databaseAway() {
        return reach.isAway();
    }

    @Override
    public void broke(RuntimeException e) {
        reach.broke(e);
    }

    @Override
    public Optional<Connector> connector(String slug) {
        return connectors.get(slug);
    }

    @Override
    public Optional<Affiliation> caller(String appKey, String appToken) {
        if (reach.isAway()) {
            var before = last.find(appKey, appToken);
            if (before.isPresent()) {
                return before;
            }
        }
        try {
            var affiliation = reach.watch(() -> callers.authenticate(appKey, appToken));
            last.note(appKey, appToken, affiliation);
            return affiliation;
        } catch (RuntimeException e) {
            return last.find(appKey, appToken).or(() -> {
                throw e;
            });
        }
    }

    @Override
    public Optional<Affiliation> openToTestSuite(String connector) {
        return open.get(connector);
    }

    @Override
    public Allowance allowance(Affiliation affiliation) {
        var limits = known.get(affiliation.tenantId()).map(Tenant::limits).orElse(Tenant.Limits.USUAL);
        return new Allowance(
                limits.requestsPerSecond(),
                limits.burst(),
                limits.maxConcurrent(),
                limits.reservedPercent(),
                limits.share());
    }

    @Override
    public Optional<PluginDescriptor> plugin(Affiliation affiliation) {
        return plugins.find(affiliation.plugin(), affiliation.pinnedVersion()).map(LoadedPlugin::descriptor);
    }

    @Override
    public Optional<PluginDescriptor> plugin(String id) {
        return plugins.find(id).map(LoadedPlugin::descriptor);
    }

    @Override
    public boolean isOn(Affiliation affiliation, String method) {
        return connector(affiliation.connector()).stream()
                        .flatMap(it -> it.methods().stream())
                        .anyMatch(it -> it.name().equals(method) && it.enabled())
                && reach.watch(() -> policies.of(affiliation, method)).enabled();
    }

    @Override
    public Optional<String> away(Affiliation affiliation) {
        return acquirers.closed(lines.of(affiliation, Optional.empty()));
    }

    @Override
    public Delays delays(Affiliation affiliation, PluginDescriptor.Method method) {
        try {
            if (!reach.isAway()) {
                return reach.watch(() -> policies.delays(affiliation, method));
            }
        } catch (RuntimeException e) {
            LOG.debug("policies cannot be read; the platform's hold", e);
        }
        return method.flow() == PluginDescriptor.Flow.PIX ? USUAL_PIX : USUAL;
    }

    @Override
    public String invoicePage(Payment payment) {
        return publicUrl + "/shopper/invoice/" + payment.id();
    }
}
