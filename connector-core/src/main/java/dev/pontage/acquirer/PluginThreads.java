package dev.pontage.acquirer;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads, so many per plugin and no more: virtual ones are not taken away from a plugin that loops, and two of
 * those would stop a small process. The pool is the plugin's bulkhead.
 */
final class PluginThreads {
    private final ConcurrentHashMap<String, ThreadPoolExecutor> pools = new ConcurrentHashMap<>();
    private final int most;

    PluginThreads(int most) {
        this.most = most;
    }

    /** Starts a task at once or not at all. */
    <T> Optional<FutureTask<T>> start(String plugin, FutureTask<T> task) {
        try {
            pools.computeIfAbsent(plugin, this::pool).execute(task);
            return Optional.of(task);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
    }

    private ThreadPoolExecutor pool(String plugin) {
        return new ThreadPoolExecutor(
                0,
                most,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("plugin-" + plugin + "-", 1).factory());
    }
}
