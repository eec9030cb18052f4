package dev.pontage.admin.api;

import dev.pontage.acquirer.Lines;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.policy.MethodPolicy;
import dev.pontage.policy.Policies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** An affiliation as scripts see it. A secret is never in it, only whether it is set. */
record AffiliationView(
        UUID id,
        String tenantId,
        String connectorId,
        String plugin,
        String environment,
        String displayName,
        boolean suspended,
        boolean openToTestSuite,
        Affiliation.Admits admits,
        Map<String, String> accepted,
        Map<String, Object> settings,
        List<MethodPolicy> paymentMethods,
        String serviceUrl,
        String webhookUrl,
        Instant createdAt) {

    /** That a secret is set, when and by whom. */
    record SecretSet(boolean set, Instant changedAt, String changedBy) {}

    /** Puts views together. */
    @Component
    static class Views {
        private final Affiliations affiliations;
        private final Policies policies;
        private final Plugins plugins;
        private final Lines lines;
        private final String publicUrl;

        Views(
                Affiliations affiliations,
                Policies policies,
                Plugins plugins,
                Lines lines,
                @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
            this.affiliations = affiliations;
            this.policies = policies;
            this.plugins = plugins;
            this.lines = lines;
            this.publicUrl = publicUrl;
        }

        AffiliationView of(Affiliation it) {
            return new AffiliationView(
                    it.id(),
                    it.tenant(),
                    it.connector(),
                    it.plugin(),
                    it.environment().word(),
                    it.displayName(),
                    it.suspended(),
                    it.openToTestSuite(),
                    it.admits(),
                    it.accepted().words(),
                    settings(it),
                    descriptor(it).map(plugin -> policies.list(it, plugin)).orElse(List.of()),
                    serviceUrl(it),
                    lines.webhookUrl(it),
                    it.createdAt());
        }

        String serviceUrl(Affiliation it) {
            return publicUrl + "/ppp/" + it.connector();
        }

        private Optional<dev.pontage.spi.PluginDescriptor> descriptor(Affiliation it) {
            return plugins.find(it.plugin(), it.pinnedVersion()).map(LoadedPlugin::descriptor);
        }

        private Map<String, Object> settings(Affiliation affiliation) {
            var settings = new TreeMap<String, Object>();
            affiliations
                    .storedSettings(affiliation.id())
                    .forEach(it -> settings.put(
                            it.key(),
                            it.value()
                                    .<Object>map(value -> value)
                                    .orElseGet(() -> new SecretSet(true, it.changedAt(), it.changedBy()))));
            return settings;
        }
    }
}
