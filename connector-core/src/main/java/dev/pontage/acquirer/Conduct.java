package dev.pontage.acquirer;

import dev.pontage.plugin.LoadedPlugin;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the plugins behave. A plugin that fails now and then is an acquirer's bad day; one that does little else is broken, and
 * is shut out before it fills threads and logs.
 */
final class Conduct {
    /** Of so many calls in a row ... */
    private static final int LOOKED_AT = 40;
    /** ... so many may be misdeeds. */
    private static final int TOLERATED = 30;
    /** So many threads may be lost to a plugin. */
    private static final int MOST_STUCK = 8;

    private final ConcurrentHashMap<LoadedPlugin, Record> records = new ConcurrentHashMap<>();

    /** The last calls as bits, newest lowest; only the plugin's own faults count, not its acquirer's. */
    private static final class Record {
        private long last;
        private int calls;
        private int stuck;

        synchronized int note(boolean misdeed) {
            last = (last << 1 | (misdeed ? 1 : 0)) & ((1L << LOOKED_AT) - 1);
            calls = Math.min(calls + 1, LOOKED_AT);
            return Long.bitCount(last);
        }

        synchronized int stuck(int change) {
            stuck += change;
            return stuck;
        }
    }

    void wellDone(LoadedPlugin plugin) {
        of(plugin).note(false);
    }

    /** Threw, answered nothing, or lied; the reason is for staff and holds nothing of a payment. */
    void misdeed(LoadedPlugin plugin, String reason) {
        var misdeeds = of(plugin).note(true);
        if (misdeeds >= TOLERATED) {
            plugin.quarantine("the plugin " + plugin + " is shut out: " + misdeeds + " of its last " + LOOKED_AT
                    + " calls went wrong through its own fault, the last time because " + reason
                    + "; replace its jar or restart");
        }
    }

    /** A call did not return in time. */
    void stuck(LoadedPlugin plugin) {
        var stuck = of(plugin).stuck(1);
        if (stuck >= MOST_STUCK) {
            plugin.quarantine("the plugin " + plugin + " is shut out: " + stuck
                    + " of its calls did not return; replace its jar or restart");
        }
    }

    /** It did return after all. */
    void cameBack(LoadedPlugin plugin) {
        Optional.ofNullable(records.get(plugin)).ifPresent(it -> it.stuck(-1));
    }

    void forget(LoadedPlugin plugin) {
        records.remove(plugin);
    }

    private Record of(LoadedPlugin plugin) {
        return records.computeIfAbsent(plugin, it -> new Record());
    }
}
