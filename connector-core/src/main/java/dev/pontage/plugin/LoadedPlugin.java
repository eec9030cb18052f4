package dev.pontage.plugin;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.PluginDescriptor;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plugin in its class loader. It is closed once it is retired and nobody uses it any more, so that calls
 * in flight finish on the version they began with.
 */
public final class LoadedPlugin {

    /** How a plugin stands. */
    public enum State {
        /** Takes calls. */
        READY,
        /** Misbehaved too often: takes no calls until staff let it out, its jar is replaced or the process restarts. */
        QUARANTINED,
        /** Its jar was replaced or removed: only calls in flight go on. */
        RETIRED
    }

    private final AcquirerPlugin plugin;
    private final PluginDescriptor descriptor;
    private final String jar;
    private final String sha256;
    private final Optional<ContractResult> contract;
    private final Runnable close;

    private final Executor endings = aside();

    private State state = State.READY;
    private @Nullable String problem;
    private int users;

    LoadedPlugin(
            AcquirerPlugin plugin,
            PluginDescriptor descriptor,
            String jar,
            String sha256,
            Optional<ContractResult> contract,
            Runnable close) {
        this.plugin = plugin;
        this.descriptor = descriptor;
        this.jar = jar;
        this.sha256 = sha256;
        this.contract = contract;
        this.close = close;
    }

    private ThreadPoolExecutor aside() {
        var one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), it -> {
            var thread =
                    Thread.ofPlatform().daemon().name("plugin-close " + this).unstarted(it);
            // whoever asked for it may be busy in this or another plugin's loader
            thread.setContextClassLoader(LoadedPlugin.class.getClassLoader());
            return thread;
        });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** A plugin that is part of the process, for tests. */
    public static LoadedPlugin of(AcquirerPlugin plugin) {
        return new LoadedPlugin(plugin, plugin.descriptor(), "in process", "", Optional.empty(), () -> {});
    }

    /** What it says of itself; asked for once. */
    public PluginDescriptor descriptor() {
        return descriptor;
    }

    /** Its own code. Call it only on a thread of the plugin, between {@link #enter} and {@link #leave}. */
    public AcquirerPlugin plugin() {
        return plugin;
    }

    /** Its id, the same in all versions. */
    public String id() {
        return descriptor.id();
    }

    /** The version of this jar. */
    public String version() {
        return descriptor.version();
    }

    /** The file it came from. */
    public String jar() {
        return jar;
    }

    /** The jar's hash, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** What its contract tests found; empty if its jar carries no report. */
    public Optional<ContractResult> contract() {
        return contract;
    }

    /** How it stands. */
    public synchronized State state() {
        return state;
    }

    /** Why it takes no calls, in one sentence. */
    public synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Begins a use; false if it is retired, then look the plugin up again. */
    public synchronized boolean enter() {
        if (state == State.RETIRED) {
            return false;
        }
        users++;
        return true;
    }

    /** Ends a use. */
    public void leave() {
        boolean last;
        synchronized (this) {
            users--;
            last = users == 0 && state == State.RETIRED;
        }
        if (last) {
            close.run();
        }
    }

    /**
     * Runs code of the plugin that nobody waits for, one piece after another: what never returns holds up only what comes
     * after it, and the plugin's class loader.
     */
    public void aside(Runnable work) {
        endings.execute(work);
    }

    /** Takes no more calls; the reason is shown to staff. Whether it took calls until now. */
    public synchronized boolean quarantine(String reason) {
        if (state != State.READY) {
            return false;
        }
        state = State.QUARANTINED;
        problem = reason;
        return true;
    }

    /** Takes calls again. Whether it was shut out until now. */
    public synchronized boolean release() {
        if (state != State.QUARANTINED) {
            return false;
        }
        state = State.READY;
        problem = null;
        return true;
    }

    /** Closes as soon as nobody uses it. */
    void retire(String reason) {
        boolean idle;
        synchronized (this) {
            if (state == State.RETIRED) {
                return;
            }
            state = State.RETIRED;
            problem = reason;
            idle = users == 0;
        }
        if (idle) {
            close.run();
        }
    }

    @Override
    public String toString() {
        return id() + " " + version();
    }
}
