package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.SwappedPlugins;
import dev.pontage.remote.Breakers;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars are replaced while calls go on. In full: -Dpontage.swaps=200. */
class SwapUnderLoadTest {
    private static final int SWAPS = Integer.getInteger("pontage.swaps", 12);
    private static final int CALLERS = 4;

    @TempDir
    Path work;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();

    @Test
    void no_call_fails_and_no_class_loader_stays() throws Exception {
        var plugins = new SwappedPlugins(work);
        plugins.swap(0);
        var acquirers = new GuardedAcquirers(
                plugins.door(), new Breakers(), new HttpTransport(new EgressGuard(false)), Clock.systemUTC(), 64);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            var running = new CountDownLatch(CALLERS);
            for (var i = 0; i < CALLERS; i++) {
                var line = line();
                threads.execute(() -> call(acquirers, line, running));
            }
            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            for (var i = 1; i <= SWAPS; i++) {
                loaders.add(new WeakReference<>(loader(plugins.current())));
                plugins.swap(i);
                var before = answered.get();
                while (answered.get() < before + 2L * CALLERS && failed.isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            over.set(true);
        }

        assertThat(failed).isEmpty();
        assertThat(plugins.current().version()).isEqualTo("1.0." + SWAPS);
        assertThat(stillThere(loaders)).as("class loaders that stay").isZero();
    }

    private void call(GuardedAcquirers acquirers, Line line, CountDownLatch running) {
        while (!over.get()) {
            Answer<Authorization.Outcome> answer = acquirers.ask(
                    line,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(30),
                    it -> Authorization.Approved.of(Identifiers.tid("" + it.hashCode())));
            running.countDown();
            if (answer instanceof Answer.Answered<Authorization.Outcome>) {
                answered.incrementAndGet();
            } else {
                failed.add(String.valueOf(answer));
            }
        }
    }

    private static ClassLoader loader(LoadedPlugin plugin) {
        return plugin.plugin().getClass().getClassLoader();
    }

    private static long stillThere(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        for (var i = 0; i < 50; i++) {
            System.gc();
            if (loaders.stream().allMatch(it -> it.get() == null)) {
                return 0;
            }
            var unused = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
        return loaders.stream().filter(it -> it.get() != null).count();
    }

    private static Line line() {
        return new Line(
                UUID.randomUUID(),
                "tiny",
                Optional.empty(),
                "1",
                Map::of,
                true,
                "https://pontage.example/hooks/1",
                Map.of());
    }
}
