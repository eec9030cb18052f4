package dev.pontage.plugin;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes what one of them has shut out, and lets out what staff let out: the node that shows the admin need not be
 * the one that calls plugins.
 */
final class Quarantines {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantines.class);
    private static final int LONGEST_REASON = 600;

    private final TenantJdbc jdbc;
    private final UUID node;
    private final Clock clock;
    private final Set<LoadedPlugin> told = new HashSet<>();
    private boolean begun;

    Quarantines(TenantJdbc jdbc, UUID node, Clock clock) {
        this.jdbc = jdbc;
        this.node = node;
        this.clock = clock;
    }

    /** One look of this node at its own: tells what is new, and lets out what was taken from the table. */
    synchronized void look(List<LoadedPlugin> plugins) {
        if (!begun) {
            // a restart lets everything out
            jdbc.transact(() -> jdbc.sql("delete from plugin_quarantine where node = :node")
                    .param("node", Ids.bytes(node))
                    .update());
            begun = true;
        }
        told.retainAll(plugins);
        var shutOut = plugins.stream()
                .filter(it -> it.state() == LoadedPlugin.State.QUARANTINED)
                .toList();
        if (shutOut.isEmpty() && told.isEmpty()) {
            return;
        }
        var kept = all();
        shutOut.stream()
                .filter(it -> told.contains(it) && kept.stream().noneMatch(row -> isMine(row, it)))
                .forEach(Quarantines::letOut);
        shutOut.stream().filter(told::add).forEach(this::tell);
        told.removeIf(it -> it.state() != LoadedPlugin.State.QUARANTINED);
    }

    private boolean isMine(Quarantine row, LoadedPlugin it) {
        return row.node().equals(node) && row.isOf(it);
    }

    static void letOut(LoadedPlugin it) {
        if (it.release()) {
            LOG.info("plugin {} takes calls again", it);
        }
    }

    /** What all nodes have shut out. */
    List<Quarantine> all() {
        return jdbc.inTransaction(() -> jdbc.sql(
                        "select node, plugin, version, reason, since from plugin_quarantine order by since")
                .query((row, number) -> new Quarantine(
                        Ids.of(row.getBytes("node")),
                        row.getString("plugin"),
                        row.getString("version"),
                        row.getString("reason"),
                        row.getObject("since", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .list());
    }

    /** Every node lets it out with its next look. */
    synchronized boolean release(String plugin, String version) {
        told.removeIf(it -> it.id().equals(plugin) && it.version().equals(version));
        return jdbc.inTransaction(
                () -> jdbc.sql("delete from plugin_quarantine where plugin = :plugin and version = :version")
                                .param("plugin", plugin)
                                .param("version", version)
                                .update()
                        > 0);
    }

    private void tell(LoadedPlugin it) {
        var reason = it.problem().orElse("");
        jdbc.transact(() -> {
            jdbc.sql("delete from plugin_quarantine where node = :node and plugin = :plugin and version = :version")
                    .param("node", Ids.bytes(node))
                    .param("plugin", it.id())
                    .param("version", it.version())
                    .update();
            jdbc.sql("insert into plugin_quarantine (node, plugin, version, reason, since)"
                            + " values (:node, :plugin, :version, :reason, :now)")
                    .param("node", Ids.bytes(node))
                    .param("plugin", it.id())
                    .param("version", it.version())
                    .param("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                    .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        });
    }
}
