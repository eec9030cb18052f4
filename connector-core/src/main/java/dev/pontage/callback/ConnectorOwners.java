package dev.pontage.callback;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connector.CallbackKeys;
import dev.pontage.affiliation.Connectors;
import dev.pontage.payment.Payment;
import dev.pontage.plugin.Plugins;
import dev.pontage.tenant.TenantScope;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Real keys where they are set; in the test environment anything will do. */
@Component
class ConnectorOwners implements Owners {
    private static final CallbackKeys PLACEHOLDERS = new CallbackKeys("test", "test");

    private final Connectors connectors;
    private final Affiliations affiliations;
    private final Plugins plugins;

    ConnectorOwners(Connectors connectors, Affiliations affiliations, Plugins plugins) {
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.plugins = plugins;
    }

    @Override
    public Optional<CallbackKeys> keys(Payment payment) {
        return connectors
                .callbackKeys(payment.connectorId())
                .or(() -> isTest(payment) ? Optional.of(PLACEHOLDERS) : Optional.empty());
    }

    @Override
    public Optional<Form> form(Payment payment) {
        var flags = connectors.flags(payment.connectorId());
        if (flags.getOrDefault("retryCallbacks", false)) {
            return Optional.of(Form.RETRY);
        }
        return flags.getOrDefault("notificationCallbacks", false) ? Optional.of(Form.NOTIFICATION) : Optional.empty();
    }

    private boolean isTest(Payment payment) {
        return TenantScope.of(payment.tenantId())
                .call(() -> affiliations.find(payment.affiliationId()))
                .map(Affiliation::test)
                .orElse(false);
    }

    @Override
    public String acquirer(Payment payment) {
        return plugins.find(payment.plugin()).map(it -> it.descriptor().name()).orElse(payment.plugin());
    }
}
