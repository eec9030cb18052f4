package dev.pontage.affiliation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.secret.TokenHash;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The connections between tenants and connectors, within the bound scope. */
@Component
public class Affiliations {
    private static final String SELECT = """
            select a.*, t.slug tenant, t.suspended tenant_suspended, c.suspended connector_suspended,
                c.slug connector from affiliation a
            join tenant t on t.id = a.tenant_id join connector c on c.id = a.connector_id where :scope(a)
            """;

    private final TenantJdbc jdbc;
    private final Tenants tenants;
    private final Connectors connectors;
    private final Plugins plugins;
    private final AffiliationSettings settings;
    private final Callers callers;
    private final Clock clock;
    private final TokenHash hashes;

    /** By which the values that came last are known again. */
    private final Cache<UUID, String> learnt =
            Caffeine.newBuilder().maximumSize(20_000).build();

    Affiliations(
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            Tenants tenants,
            Connectors connectors,
            Plugins plugins,
            AffiliationSettings settings,
            Callers callers,
            Clock clock,
            TokenHash hashes) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.connectors = connectors;
        this.plugins = plugins;
        this.settings = settings;
        this.callers = callers;
        this.clock = clock;
        this.hashes = hashes;
    }

    /** Makes one with its first credentials. Calls nobody. */
    public Affiliation.Created create(Affiliation.Draft draft, String by) {
        var tenant = tenants.find(draft.tenant()).orElseThrow(() -> Rejection.notFound("merchant " + draft.tenant()));
        var connector = connectors
                .find(draft.connector())
                .orElseThrow(() -> Rejection.notFound("connector " + draft.connector()));
        if (!connector.plugins().contains(draft.plugin())) {
            throw Rejection.invalid("plugin", "The connector does not list the plugin " + draft.plugin() + ".");
        }
        var descriptor = descriptor(draft.plugin());
        settings.check(descriptor, draft.settings(), draft.environment() == Affiliation.Environment.TEST);
        var id = Ids.next();
        return TenantScope.of(tenant.id())
                .call(() -> jdbc.inTransaction(() -> {
                    insert(id, connector.id(), draft);
                    settings.write(id, descriptor, draft.settings(), by);
                    return new Affiliation.Created(find(id).orElseThrow(), callers.issue(id));
                }));
    }

    private void insert(UUID id, UUID connectorId, Affiliation.Draft draft) {
        jdbc.sql("""
                        insert into affiliation (id, tenant_id, connector_id, plugin, environment, display_name,
                            suspended, settings_version, created_at)
                        values (:id, :tenant, :connector, :plugin, :environment, :name, false, :version, :now)
                        """)
                .param("id", Ids.bytes(id))
                .param("connector", Ids.bytes(connectorId))
                .param("plugin", draft.plugin())
                .param("environment", draft.environment().name())
                .param("name", draft.displayName().isBlank() ? draft.plugin() : draft.displayName())
                .param("version", Ids.bytes(Ids.next()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** By id. */
    public Optional<Affiliation> find(UUID id) {
        return jdbc.sql(SELECT + " and a.id = :id")
                .param("id", Ids.bytes(id))
                .query(AffiliationRows::map)
                .optional();
    }

    /** All of the scope, newest first; of one tenant where it is named. */
    public List<Affiliation> list(Optional<UUID> tenant) {
        return jdbc.sql(SELECT + " and (:any or a.tenant_id = :of) order by a.created_at desc, a.id desc")
                .param("any", tenant.isEmpty())
                .param("of", Ids.bytes(tenant.orElse(new UUID(0, 0))))
                .query(AffiliationRows::map)
                .list();
    }

    /** Its callers are read again: something about it has changed. */
    void changed(UUID id) {
        callers.forget(id);
    }

    /** The settings as staff may see them: a secret shows only that it is set, when and by whom. */
    public List<Affiliation.StoredSetting> storedSettings(UUID id) {
        return settings.stored(existing(id).id());
    }

    /** The settings as a version of the plugin needs them, secrets in clear. Only for the line to the acquirer. */
    public Map<String, String> openedSettings(Affiliation affiliation, Optional<String> version) {
        var schema = schema(affiliation, version);
        return TenantScope.of(affiliation.tenantId()).call(() -> settings.opened(affiliation, schema));
    }

    /** Of a plugin that is gone there is nothing to be opened. */
    private SettingsSchema schema(Affiliation affiliation, Optional<String> version) {
        return plugins.find(affiliation.plugin(), version)
                .or(() -> plugins.find(affiliation.plugin()))
                .map(it -> it.descriptor().settings())
                .orElseGet(SettingsSchema::of);
    }

    /** Changes settings. A secret that is left blank, or left out, keeps its value. */
    public Affiliation changeSettings(UUID id, Map<String, String> values, String by) {
        var affiliation = existing(id);
        var descriptor = descriptor(affiliation.plugin());
        return TenantScope.of(affiliation.tenantId()).call(() -> {
            settings.check(descriptor, merged(affiliation, descriptor, values), affiliation.test());
            jdbc.transact(() -> {
                settings.write(id, descriptor, values, by);
                jdbc.sql("update affiliation set settings_version = :version where id = :id and :scope")
                        .param("version", Ids.bytes(Ids.next()))
                        .param("id", Ids.bytes(id))
                        .update();
            });
            callers.forget(id);
            return existing(id);
        });
    }

    /**
     * Takes in what the merchant has filled in in VTEX, which comes with every call. Only settings that are offered there
     * are kept; what has not the shape of its setting is left out.
     *
     * @return the affiliation with its settings as they are now
     */
    public Affiliation learn(Affiliation affiliation, Map<String, Secret> fromVtex) {
        var descriptor =
                plugins.find(affiliation.plugin(), affiliation.pinnedVersion()).map(LoadedPlugin::descriptor);
        if (fromVtex.isEmpty() || descriptor.isEmpty()) {
            return affiliation;
        }
        var mark = hashes.seal(new java.util.TreeMap<>(fromVtex));
        if (mark.equals(learnt.getIfPresent(affiliation.id()))) {
            return affiliation;
        }
        var changed = TenantScope.of(affiliation.tenantId())
                .call(() -> jdbc.inTransaction(() -> {
                    if (!settings.keepFromVtex(affiliation, descriptor.get(), fromVtex)) {
                        return false;
                    }
                    jdbc.sql("update affiliation set settings_version = :version where id = :id and :scope")
                            .param("version", Ids.bytes(Ids.next()))
                            .param("id", Ids.bytes(affiliation.id()))
                            .update();
                    return true;
                }));
        learnt.put(affiliation.id(), mark);
        if (!changed) {
            return affiliation;
        }
        callers.forget(affiliation.id());
        return TenantScope.of(affiliation.tenantId())
                .call(() -> find(affiliation.id()))
                .orElse(affiliation);
    }

    /**
     * An affiliation's settings with the secrets that held until lately.
     *
     * @param id stays the same as long as these do
     */
    public record Former(UUID id, Map<String, String> settings) {
        @Override
        public String toString() {
            return "Former[" + id + "]";
        }
    }

    /** What a webhook may still be signed with, for a while after a secret was changed. */
    public Optional<Former> formerSettings(Affiliation affiliation) {
        var former = settings.former(affiliation);
        if (former.isEmpty()) {
            return Optional.empty();
        }
        var values = new HashMap<>(openedSettings(affiliation, affiliation.pinnedVersion()));
        values.putAll(former);
        var name = affiliation.settingsVersion() + " former";
        return Optional.of(new Former(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), values));
    }

    /** Calls it something else; without a name it is called as its plugin is. */
    public Affiliation rename(UUID id, String displayName) {
        var before = existing(id);
        jdbc.transact(() -> jdbc.sql("update affiliation set display_name = :name where id = :id and :scope")
                .param("name", displayName.isBlank() ? before.plugin() : displayName.strip())
                .param("id", Ids.bytes(id))
                .update());
        callers.forget(id);
        return existing(id);
    }

    /** Says what it takes where the platform's rule leaves a choice. */
    public Affiliation admit(UUID id, Affiliation.Admits admits) {
        existing(id);
        jdbc.transact(() -> jdbc.sql("""
                        update affiliation set live_mode_on_test = :live, direct_cards = :direct where id = :id and :scope
                        """)
                .param("live", admits.liveModeOnTest())
                .param("direct", admits.directCards())
                .param("id", Ids.bytes(id))
                .update());
        callers.forget(id);
        return existing(id);
    }

    /** Says what a change counts as that the acquirer has only taken in. */
    public Affiliation countAccepted(UUID id, AcceptedChanges accepted) {
        existing(id);
        jdbc.transact(() -> {
            for (var kind : ChangeKind.values()) {
                jdbc.sql("update affiliation set " + AffiliationRows.acceptedColumn(kind)
                                + " = :counts where id = :id and :scope")
                        .param(
                                "counts",
                                Optional.ofNullable(accepted.chosen().get(kind))
                                        .map(Enum::name)
                                        .orElse(null))
                        .param("id", Ids.bytes(id))
                        .update();
            }
        });
        callers.forget(id);
        return existing(id);
    }

    /** The keys that VTEX may use, newest first; never their tokens. */
    public List<Affiliation.IssuedKey> keys(UUID id) {
        return callers.keys(id);
    }

    /** The settings as they would be with these values: what is blank and secret is taken from what is kept. */
    public Map<String, String> mergedSettings(Affiliation affiliation, Map<String, String> values) {
        return TenantScope.of(affiliation.tenantId())
                .call(() -> merged(affiliation, descriptor(affiliation.plugin()), values));
    }

    private Map<String, String> merged(
            Affiliation affiliation, PluginDescriptor descriptor, Map<String, String> values) {
        var merged = new HashMap<>(values);
        settings.opened(affiliation, descriptor.settings()).forEach((key, value) -> {
            var secret = descriptor.settings().find(key).filter(it -> it.type().isSecret());
            if (secret.isPresent() && merged.getOrDefault(key, "").isBlank()) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** Stops or resumes its payments. */
    public Affiliation suspend(UUID id, boolean suspended) {
        existing(id);
        jdbc.transact(() -> jdbc.sql("update affiliation set suspended = :suspended where id = :id and :scope")
                .param("suspended", suspended)
                .param("id", Ids.bytes(id))
                .update());
        callers.forget(id);
        return existing(id);
    }

    /** Lets VTEX's test suite in without credentials; only in the test environment, one per connector. */
    public Affiliation openToTestSuite(UUID id, boolean open) {
        var affiliation = existing(id);
        if (open && !affiliation.test()) {
            throw Rejection.invalid("environment", "Only a test affiliation can be opened to the test suite.");
        }
        try {
            jdbc.transact(() -> jdbc.sql("update affiliation set open_for_connector = :open where id = :id and :scope")
                    .param("open", open ? Ids.bytes(affiliation.connectorId()) : null)
                    .param("id", Ids.bytes(id))
                    .update());
        } catch (org.springframework.dao.DuplicateKeyException e) {
            throw Rejection.exists("an affiliation of this connector that is open to the test suite");
        }
        callers.forget(id);
        return existing(id);
    }

    /** A new key and token; the pairs before it work until the grace ends. */
    public Affiliation.Credential rotate(UUID id, java.time.Duration grace) {
        var affiliation = existing(id);
        return TenantScope.of(affiliation.tenantId()).call(() -> callers.rotate(id, grace));
    }

    private Affiliation existing(UUID id) {
        return find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }

    private PluginDescriptor descriptor(String plugin) {
        return plugins.find(plugin)
                .map(LoadedPlugin::descriptor)
                .orElseThrow(() -> Rejection.invalid("plugin", "The plugin " + plugin + " is not loaded."));
    }
}
