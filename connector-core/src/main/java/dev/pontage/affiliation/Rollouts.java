package dev.pontage.affiliation;

import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.tenant.Fresh;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** New versions on trial: begin with some percent of new payments, go on or go back with one call. */
@Component
public class Rollouts {
    private final TenantJdbc jdbc;
    private final TenantJdbc looks;
    private final Affiliations affiliations;
    private final Plugins plugins;
    private final Clock clock;
    private final Fresh<Affiliation.Key, Rollout> known = new Fresh<>(this::read);

    Rollouts(
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            @Qualifier("paymentsJdbc") TenantJdbc looks,
            Affiliations affiliations,
            Plugins plugins,
            Clock clock) {
        this.jdbc = jdbc;
        this.looks = looks;
        this.affiliations = affiliations;
        this.plugins = plugins;
        this.clock = clock;
    }

    /** The trial that is under way, if any. */
    public Optional<Rollout> of(Affiliation affiliation) {
        return known.get(affiliation.key());
    }

    /** The version that a new payment of this affiliation goes to; empty for the newest. */
    public Optional<String> versionFor(Affiliation affiliation, String paymentKey) {
        return of(affiliation).map(it -> it.versionFor(paymentKey)).or(affiliation::pinnedVersion);
    }

    /** Begins a trial, or changes the percentage of the one under way. All other payments stay where they are now. */
    public Rollout begin(UUID affiliationId, String to, int percent, String by) {
        var affiliation = existing(affiliationId);
        Rollout.problem(percent).ifPresent(it -> {
            throw Rejection.invalid("percent", it);
        });
        if (plugins.find(affiliation.plugin(), Optional.of(to)).isEmpty()) {
            throw Rejection.invalid("version", "The version " + to + " is not installed.");
        }
        var from = of(affiliation)
                .map(Rollout::from)
                .or(affiliation::pinnedVersion)
                .or(() -> besides(affiliation.plugin(), to))
                .filter(it -> !it.equals(to))
                .orElseThrow(() -> Rejection.invalid("version", "There is no other version to go back to."));
        var rollout = new Rollout(affiliationId, from, to, percent, by, clock.instant());
        write(affiliation, rollout);
        return rollout;
    }

    /**
     * How a trial ended.
     *
     * @param trial what was under way; empty if nothing was, and then nothing has changed
     */
    public record Ended(Affiliation affiliation, boolean back, Optional<Rollout> trial) {
        /** Where all new payments go from now on, for people and the audit trail. */
        public String words() {
            return trial.map(it -> back ? it.from() : it.to()).orElse("no trial was under way");
        }
    }

    /** Ends a trial: all new payments go back to the version from before, or on to the new one, which has proved itself. */
    public Ended end(UUID affiliationId, boolean back) {
        var affiliation = existing(affiliationId);
        var trial = of(affiliation);
        trial.ifPresent(it -> end(affiliation, back ? it.from() : it.to()));
        return new Ended(affiliation, back, trial);
    }

    private Optional<String> besides(String plugin, String version) {
        return plugins.list().stream()
                .filter(it -> it.id().equals(plugin) && !it.version().equals(version))
                .map(LoadedPlugin::version)
                .findFirst();
    }

    private Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }

    private Map<Affiliation.Key, Rollout> read(Set<Affiliation.Key> affiliations) {
        var found = new HashMap<Affiliation.Key, Rollout>();
        Affiliation.Key.scope(affiliations)
                .run(() -> looks.sql("select * from plugin_rollout r where affiliation_id in (:ids) and :scope(r)")
                        .param("ids", Affiliation.Key.ids(affiliations))
                        .query((row, number) -> found.put(Affiliation.Key.of(row), map(row, number)))
                        .list());
        return found;
    }

    private void write(Affiliation affiliation, Rollout it) {
        TenantScope.of(affiliation.tenantId())
                .run(() -> jdbc.transact(() -> {
                    delete(affiliation);
                    jdbc.sql("""
                            insert into plugin_rollout
                            (affiliation_id, tenant_id, from_version, to_version, percent, started_by, started_at)
                            values (:id, :tenant, :from, :to, :percent, :by, :at)
                            """)
                            .param("id", Ids.bytes(it.affiliationId()))
                            .param("from", it.from())
                            .param("to", it.to())
                            .param("percent", it.percent())
                            .param("by", it.startedBy())
                            .param("at", LocalDateTime.ofInstant(it.startedAt(), ZoneOffset.UTC))
                            .update();
                }));
        known.forget(affiliation.key());
    }

    private void end(Affiliation affiliation, String version) {
        TenantScope.of(affiliation.tenantId())
                .run(() -> jdbc.transact(() -> {
                    delete(affiliation);
                    jdbc.sql("update affiliation set plugin_version = :version where id = :id and :scope")
                            .param("version", version)
                            .param("id", Ids.bytes(affiliation.id()))
                            .update();
                }));
        known.forget(affiliation.key());
        affiliations.changed(affiliation.id());
    }

    private void delete(Affiliation affiliation) {
        jdbc.sql("delete from plugin_rollout where affiliation_id = :id and :scope")
                .param("id", Ids.bytes(affiliation.id()))
                .update();
    }

    private static Rollout map(ResultSet row, int number) throws SQLException {
        return new Rollout(
                Ids.of(row.getBytes("affiliation_id")),
                row.getString("from_version"),
                row.getString("to_version"),
                row.getInt("percent"),
                row.getString("started_by"),
                row.getObject("started_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
