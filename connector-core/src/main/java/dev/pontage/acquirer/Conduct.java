package dev.pontage.acquirer;

import dev.pontage.plugin.LoadedPlugin;
import io.micrometer.core.instrument.Metrics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the plugins behave. A plugin that fails now and then is an acquirer's bad day; one that does little else is broken, and
 * is shut out before it fills threads and logs.
 */
final class Conduct {
    private static final Logger LOG = LoggerFactory.getLogger(Conduct.class);

    /** Of so many calls in a row ... */
    private static final int LOOKED_AT = 40;
    /** ... so many may be misdeeds. */
    private static final int TOLERATED = 30;
    /** So many threads may be lost to a plugin. */
    private static final int MOST_STUCK = 8;

    /**
     * A thread that is told to come back needs a moment: a hundred calls that an acquirer lets wait run out of time at once,
     * and that is not the plugin's fault.
     */
    private static final long TO_COME_BACK = TimeUnit.SECONDS.toNanos(1);

    private static final String WAY_OUT = "; let it out on the plugins page, replace its jar or restart";

    private final ConcurrentHashMap<LoadedPlugin, Record> records = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Conduct(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The last calls as bits, newest lowest; only the plugin's own faults count, not its acquirer's. */
    private static final class Record {
        private long last;
        /** When each call was given up that has not come back, by the visit. */
        private final Map<Object, Long> away = new HashMap<>();

        synchronized int note(boolean misdeed) {
            last = (last << 1 | (misdeed ? 1 : 0)) & ((1L << LOOKED_AT) - 1);
            return Long.bitCount(last);
        }

        synchronized void isAway(Object visit, long since) {
            away.put(visit, since);
        }

        synchronized void isBack(Object visit) {
            away.remove(visit);
        }

        synchronized long lost(long now) {
            return away.values().stream().filter(it -> now - it >= TO_COME_BACK).count();
        }
    }

    void wellDone(LoadedPlugin plugin) {
        of(plugin).note(false);
    }

    /** Threw, answered nothing, or lied; the reason is for staff and holds nothing of a payment. */
    void misdeed(LoadedPlugin plugin, String reason) {
        Metrics.counter("pontage.plugin.misdeeds", "plugin", plugin.id()).increment();
        var misdeeds = of(plugin).note(true);
        if (misdeeds >= TOLERATED) {
            shutOut(
                    plugin,
                    misdeeds + " of its last " + LOOKED_AT
                            + " calls went wrong through its own fault, the last time because " + reason);
        }
    }

    /** A call was given up, and its thread told to come back. */
    void givenUp(LoadedPlugin plugin, Object visit) {
        of(plugin).isAway(visit, nanos.getAsLong());
    }

    /** It did return after all. */
    void cameBack(LoadedPlugin plugin, Object visit) {
        Optional.ofNullable(records.get(plugin)).ifPresent(it -> it.isBack(visit));
    }

    /** Looked at before every call: whether too many of its threads stay away. */
    void countLost(LoadedPlugin plugin) {
        var record = records.get(plugin);
        var lost = record == null ? 0 : record.lost(nanos.getAsLong());
        if (lost >= MOST_STUCK) {
            shutOut(plugin, lost + " of its calls did not return");
        }
    }

    /** Begins a new record: what is let out is not shut out again for what it was shut out for. */
    private void shutOut(LoadedPlugin plugin, String reason) {
        if (plugin.quarantine("the plugin " + plugin + " is shut out: " + reason + WAY_OUT)) {
            LOG.error("plugin {} is shut out: {}{}", plugin, reason, WAY_OUT);
            records.remove(plugin);
        }
    }

    void forget(LoadedPlugin plugin) {
        records.remove(plugin);
    }

    private Record of(LoadedPlugin plugin) {
        var record = records.computeIfAbsent(plugin, it -> new Record());
        // a call that ends after its version is out of use would keep that version's classes for ever
        if (plugin.state() == LoadedPlugin.State.RETIRED) {
            records.remove(plugin);
        }
        return record;
    }

    /** How many plugins are remembered. */
    int remembered() {
        return records.size();
    }
}
