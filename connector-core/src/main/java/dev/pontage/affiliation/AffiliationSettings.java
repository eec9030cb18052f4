package dev.pontage.affiliation;

import dev.pontage.error.Rejection;
import dev.pontage.secret.SecretCipher;
import dev.pontage.secret.Secrets;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What was filled in for a plugin, one row a setting, secrets sealed. */
@Component
class AffiliationSettings {
    private static final Logger LOG = LoggerFactory.getLogger(AffiliationSettings.class);

    /** The acquirer's side is mostly changed the same day. */
    private static final Duration FORMER_HOLDS = Duration.ofHours(24);

    private final TenantJdbc jdbc;
    private final SecretCipher cipher;
    private final Clock clock;

    AffiliationSettings(@Qualifier("adminJdbc") TenantJdbc jdbc, SecretCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    void check(PluginDescriptor descriptor, Map<String, String> values, boolean test) {
        var problems = FilledIn.problems(descriptor.settings(), values, test).stream()
                .map(it -> new Rejection.Problem(it.key(), it.message().en()))
                .toList();
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }

    /** Needs the scope of the affiliation's tenant and a transaction. A blank secret keeps the old one. */
    void write(UUID affiliation, PluginDescriptor descriptor, Map<String, String> values, String by) {
        for (var setting : descriptor.settings().settings()) {
            var value = values.get(setting.key());
            if (value == null || (setting.type().isSecret() && value.isBlank())) {
                continue;
            }
            var former = setting.type().isSecret() ? sealed(affiliation, setting.key()) : Optional.<String>empty();
            jdbc.sql("delete from affiliation_setting where affiliation_id = :id and name = :name and :scope")
                    .param("id", Ids.bytes(affiliation))
                    .param("name", setting.key())
                    .update();
            if (!value.isBlank()) {
                insert(affiliation, setting.key(), setting.type().isSecret(), value, by);
                former.ifPresent(it -> keepFormer(affiliation, setting.key(), it));
            }
        }
    }

    private Optional<String> sealed(UUID affiliation, String name) {
        return jdbc.sql("select value from affiliation_setting where affiliation_id = :id and name = :name and :scope")
                .param("id", Ids.bytes(affiliation))
                .param("name", name)
                .query(String.class)
                .optional();
    }

    private void keepFormer(UUID affiliation, String name, String sealed) {
        jdbc.sql("""
                        update affiliation_setting set former_value = :former, former_until = :until
                        where affiliation_id = :id and name = :name and :scope
                        """)
                .param("former", sealed)
                .param("until", Timestamp.from(clock.instant().plus(FORMER_HOLDS)))
                .param("id", Ids.bytes(affiliation))
                .param("name", name)
                .update();
    }

    /** The former secrets that still hold, opened. */
    Map<String, String> former(Affiliation affiliation) {
        var values = new HashMap<String, String>();
        jdbc.sql("""
                        select name, former_value from affiliation_setting
                        where affiliation_id = :id and former_until > :now and :scope
                        """)
                .param("id", Ids.bytes(affiliation.id()))
                .param("now", Timestamp.from(clock.instant()))
                .query(row -> {
                    var name = row.getString("name");
                    values.put(
                            name,
                            cipher.decrypt(
                                    affiliation.tenantId(),
                                    place(affiliation.id(), name),
                                    row.getString("former_value")));
                });
        return values;
    }

    private void insert(UUID affiliation, String name, boolean secret, String value, String by) {
        var kept = secret ? cipher.encrypt(tenant(), place(affiliation, name), value) : value;
        jdbc.sql("""
                        insert into affiliation_setting (affiliation_id, tenant_id, name, secret, value, changed_at,
                            changed_by)
                        values (:id, :tenant, :name, :secret, :value, :now, :by)
                        """)
                .param("id", Ids.bytes(affiliation))
                .param("name", name)
                .param("secret", secret)
                .param("value", kept)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .update();
    }

    List<Affiliation.StoredSetting> stored(UUID affiliation) {
        return jdbc.sql("select * from affiliation_setting where affiliation_id = :id and :scope order by name")
                .param("id", Ids.bytes(affiliation))
                .query((row, index) -> new Affiliation.StoredSetting(
                        row.getString("name"),
                        row.getBoolean("secret"),
                        row.getBoolean("secret") ? Optional.empty() : Optional.of(row.getString("value")),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("changed_by")))
                .list();
    }

    /** As a plugin with this schema is given them. */
    Map<String, String> opened(Affiliation affiliation, SettingsSchema schema) {
        var values = new HashMap<String, String>();
        jdbc.sql("select name, secret, value from affiliation_setting where affiliation_id = :id and :scope")
                .param("id", Ids.bytes(affiliation.id()))
                .query(row -> {
                    var name = row.getString("name");
                    var kept = row.getString("value");
                    values.put(
                            name,
                            row.getBoolean("secret")
                                    ? cipher.decrypt(affiliation.tenantId(), place(affiliation.id(), name), kept)
                                    : kept);
                });
        fromVtex(affiliation).forEach((name, value) -> {
            if (!value.isBlank() && fits(schema.find(name), value, affiliation)) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** Kept by a version that did not look at shapes, or for another version of the plugin. */
    private static boolean fits(Optional<Setting> setting, String value, Affiliation affiliation) {
        return setting.filter(it -> FilledIn.fits(it, value, affiliation.test()))
                .isPresent();
    }

    /** What the merchant fills in in VTEX wins over what stands here. */
    private Map<String, String> fromVtex(Affiliation affiliation) {
        var values = new HashMap<String, String>();
        jdbc.sql("select name, value from affiliation_vtex_setting where affiliation_id = :id and :scope")
                .param("id", Ids.bytes(affiliation.id()))
                .query(row -> {
                    var name = row.getString("name");
                    values.put(
                            name,
                            cipher.decrypt(
                                    affiliation.tenantId(), vtexPlace(affiliation.id(), name), row.getString("value")));
                });
        return values;
    }

    /**
     * Whether the merchant's values in VTEX are others than those that are kept; then they are kept. One that has not the
     * shape of its setting would keep the plugin from being opened: what was kept before it holds.
     */
    boolean keepFromVtex(Affiliation affiliation, PluginDescriptor descriptor, Map<String, Secret> given) {
        var before = fromVtex(affiliation);
        var changed = false;
        for (var setting : descriptor.settings().settings()) {
            var value = given.get(setting.key());
            if (!setting.inVtex() || value == null) {
                continue;
            }
            if (!Secrets.holds(value, it -> FilledIn.fits(setting, it, affiliation.test()))) {
                LOG.warn(
                        "What the merchant of {} filled in in VTEX for {} is unusable",
                        affiliation.id(),
                        setting.key());
            } else if (!value.isSame(before.getOrDefault(setting.key(), ""))) {
                replaceFromVtex(affiliation, setting.key(), value);
                changed = true;
            }
        }
        return changed;
    }

    private void replaceFromVtex(Affiliation affiliation, String name, Secret value) {
        jdbc.sql("delete from affiliation_vtex_setting where affiliation_id = :id and name = :name and :scope")
                .param("id", Ids.bytes(affiliation.id()))
                .param("name", name)
                .update();
        jdbc.sql("""
                        insert into affiliation_vtex_setting (affiliation_id, tenant_id, name, value, changed_at)
                        values (:id, :tenant, :name, :value, :now)
                        """)
                .param("id", Ids.bytes(affiliation.id()))
                .param("name", name)
                .param("value", cipher.encrypt(affiliation.tenantId(), vtexPlace(affiliation.id(), name), value))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static SecretCipher.Place vtexPlace(UUID affiliation, String name) {
        return new SecretCipher.Place("affiliation_vtex_setting", affiliation, name);
    }

    private static UUID tenant() {
        if (TenantScope.current() instanceof TenantScope.Only(var tenants) && tenants.size() == 1) {
            return tenants.iterator().next();
        }
        throw new IllegalStateException("settings are written for one tenant");
    }

    private static SecretCipher.Place place(UUID affiliation, String name) {
        return new SecretCipher.Place("affiliation_setting", affiliation, name);
    }
}
