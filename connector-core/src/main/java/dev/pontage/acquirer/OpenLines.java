package dev.pontage.acquirer;

import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The opened acquirers, one per affiliation and plugin version, made anew when settings or plugin change. */
final class OpenLines {
    private record Key(UUID affiliation, String plugin, String version) {}

    private final ConcurrentHashMap<Key, OpenLine> open = new ConcurrentHashMap<>();
    private final Road road;
    private final Clock clock;

    OpenLines(Plugins plugins, Road road, Clock clock) {
        this.road = road;
        this.clock = clock;
        plugins.whenRetired(this::forget);
    }

    /** An entered line; empty if the plugin has been retired in the meantime. */
    Optional<OpenLine> enter(Line line, LoadedPlugin loaded) {
        var key = new Key(line.affiliationId(), loaded.id(), loaded.version());
        var found = open.get(key);
        if (found != null && found.fits(line, loaded) && found.enter()) {
            return Optional.of(found);
        }
        if (!loaded.enter()) {
            return Optional.empty();
        }
        return Optional.of(fresh(key, line, loaded));
    }

    private OpenLine fresh(Key key, Line line, LoadedPlugin loaded) {
        OpenLine made;
        try {
            made = new OpenLine(line, loaded, road, clock);
        } catch (RuntimeException e) {
            loaded.leave();
            throw e;
        }
        made.enter();
        var old = open.put(key, made);
        if (old != null) {
            old.unwanted();
        }
        if (loaded.state() == LoadedPlugin.State.RETIRED) {
            forget(loaded);
        }
        return made;
    }

    private void forget(LoadedPlugin loaded) {
        open.values().removeIf(it -> {
            var gone = it.loaded() == loaded;
            if (gone) {
                it.unwanted();
            }
            return gone;
        });
    }
}
