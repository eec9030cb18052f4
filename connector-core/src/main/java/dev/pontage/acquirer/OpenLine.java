package dev.pontage.acquirer;

import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.spi.Acquirer;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import dev.pontage.transport.ClientIdentity;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An affiliation's acquirer as one version of its plugin opened it. It is one use of that version, and closes once it is
 * no longer wanted and its last call has returned.
 */
final class OpenLine {
    private final Line line;
    private final LoadedPlugin loaded;
    private final Settings settings;
    private final LentContext context;
    private final Set<String> hosts;
    private final Optional<ClientIdentity> identity;

    private @Nullable Acquirer acquirer;
    private int calls;
    private boolean unwanted;
    private boolean closed;

    /** The plugin must have been entered for it. */
    OpenLine(Line line, LoadedPlugin loaded, Road road, Clock clock) {
        this.line = line;
        this.loaded = loaded;
        var values = line.settings().get();
        this.settings = new Settings(loaded.descriptor().settings(), values);
        this.context = new LentContext(line, road, clock);
        this.hosts = hosts(loaded, settings);
        this.identity = identity(loaded, values);
    }

    /** Whether it was opened for exactly this line. */
    boolean fits(Line other, LoadedPlugin plugin) {
        return loaded == plugin
                && line.settingsVersion().equals(other.settingsVersion())
                && line.test() == other.test()
                && line.webhookUrl().equals(other.webhookUrl());
    }

    LoadedPlugin loaded() {
        return loaded;
    }

    Settings settings() {
        return settings;
    }

    LentContext context() {
        return context;
    }

    Set<String> hosts() {
        return hosts;
    }

    Optional<ClientIdentity> identity() {
        return identity;
    }

    /** Opens it the first time. Plugin code: only on a thread of the plugin. */
    synchronized Acquirer acquirer() {
        var made = acquirer;
        if (made == null) {
            made = loaded.plugin().open(settings, context);
            if (made == null) {
                throw new IllegalStateException("the plugin opened nothing");
            }
            var gap = loaded.descriptor().timing().changeGap();
            if (gap.isPositive()) {
                made = new PacedAcquirer(made, new ChangeGaps(gap));
            }
            acquirer = made;
        }
        return made;
    }

    synchronized boolean enter() {
        if (unwanted) {
            return false;
        }
        calls++;
        return true;
    }

    /** The last call out has it closed; nobody waits for what a plugin does then. */
    void leave() {
        boolean last;
        synchronized (this) {
            calls--;
            last = unwanted && calls == 0 && !closed;
            closed |= last;
        }
        if (last) {
            loaded.aside(this::close);
        }
    }

    void unwanted() {
        boolean idle;
        synchronized (this) {
            unwanted = true;
            idle = calls == 0 && !closed;
            closed |= idle;
        }
        if (idle) {
            loaded.aside(this::close);
        }
    }

    private void close() {
        Acquirer last;
        synchronized (this) {
            last = acquirer;
            acquirer = null;
        }
        try {
            if (last != null) {
                last.close();
            }
        } catch (Throwable e) {
            context.log("closing failed (" + e.getClass().getSimpleName() + ")");
        } finally {
            loaded.leave();
        }
    }

    private static Set<String> hosts(LoadedPlugin loaded, Settings settings) {
        var hosts = new HashSet<>(loaded.descriptor().hosts());
        loaded.descriptor().settings().settings().stream()
                .filter(it -> it.type() == Setting.Type.URL)
                .flatMap(it -> settings.url(it.key()).stream())
                .map(URI::getHost)
                .filter(java.util.Objects::nonNull)
                .forEach(it -> hosts.add(it.toLowerCase(Locale.ROOT)));
        return Set.copyOf(hosts);
    }

    private static Optional<ClientIdentity> identity(LoadedPlugin loaded, Map<String, String> values) {
        return loaded.descriptor().settings().settings().stream()
                .filter(it -> it.type() == Setting.Type.CERTIFICATE)
                .map(it -> values.getOrDefault(it.key(), ""))
                .filter(it -> !it.isBlank())
                .map(ClientIdentity::new)
                .findFirst();
    }
}
