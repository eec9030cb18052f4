package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.limit.Allowance;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.plugin.SwappedPlugins;
import dev.pontage.remote.Breakers;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One tenant floods, another's acquirer hangs on every call, a third works as always and notices nothing. The short form;
 * {@code ./pontage bench neighbours} runs it for longer and prints the table.
 */
class NeighboursTest {
    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("pontage.neighbours.seconds", 2));
    private static final Path TABLE = Path.of("target", "neighbours.txt");
    private static final Authorization.Outcome APPROVED = Authorization.Approved.of(Identifiers.tid("1"));

    private final Limits limits = new Limits();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger changesRefused = new AtomicInteger();
    private final GuardedAcquirers acquirers;

    NeighboursTest(@TempDir Path work) throws IOException {
        var plugins = new SwappedPlugins(work);
        plugins.swap(1);
        this.acquirers = new GuardedAcquirers(
                plugins.door(), new Breakers(), new HttpTransport(new EgressGuard(false)), Clock.systemUTC(), 128);
    }

    /** How the calm tenant fared. */
    private record Fared(int calls, int errors, long median, long p99) {
        @Override
        public String toString() {
            return "%8d %8d %12d %12d".formatted(calls, errors, median / 1_000, p99 / 1_000);
        }
    }

    @Test
    void a_flood_and_a_hanging_acquirer_are_only_their_own_tenants_problem() throws Exception {
        var alone = calm();
        var again = calm();
        Fared among;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new CountDownLatch(1);
            flood(threads, over);
            hang(threads, over);
            among = calm();
            over.countDown();
            letGo.countDown();
        }
        print(alone, again, among);

        assertThat(among.errors()).isZero();
        assertThat(among.calls()).isPositive();
        assertThat(changesRefused).hasValue(0);
    }

    /** Fifty payments a second of five milliseconds each, from one thread. */
    private Fared calm() {
        var line = line();
        var tenant = UUID.randomUUID();
        var allowance = new Allowance(100, 200, 100);
        List<Long> took = new ArrayList<>();
        var errors = 0;
        var until = System.nanoTime() + EACH.toNanos();
        while (System.nanoTime() < until) {
            var began = System.nanoTime();
            try (var entry = limits.enter(tenant, Work.CREATE, allowance, Duration.ZERO)) {
                errors += entry instanceof Entry.Admitted && answered(line) ? 0 : 1;
            }
            took.add(System.nanoTime() - began);
            LockSupport.parkNanos(Math.max(0, 20_000_000 - (System.nanoTime() - began)));
        }
        took.sort(null);
        return new Fared(took.size(), errors, took.get(took.size() / 2), took.get(took.size() * 99 / 100));
    }

    /** Far over its limit with new payments; its settlements still go through. */
    private void flood(java.util.concurrent.ExecutorService threads, CountDownLatch over) {
        var tenant = UUID.randomUUID();
        var line = line();
        var allowance = new Allowance(20, 20, 20);
        for (var i = 0; i < 20; i++) {
            threads.execute(() -> {
                while (!isOver(over, 1)) {
                    try (var entry = limits.enter(tenant, Work.CREATE, allowance, Duration.ofMillis(1))) {
                        if (entry instanceof Entry.Admitted) {
                            var unused = answered(line);
                        }
                    }
                }
            });
        }
        threads.execute(() -> {
            while (!isOver(over, 100)) {
                try (var entry = limits.enter(tenant, Work.CHANGE, allowance, Duration.ofSeconds(10))) {
                    if (!(entry instanceof Entry.Admitted)) {
                        changesRefused.incrementAndGet();
                    }
                }
            }
        });
    }

    /** A hundred at once, none of which comes back. */
    private void hang(java.util.concurrent.ExecutorService threads, CountDownLatch over) {
        var tenant = UUID.randomUUID();
        var line = line();
        var allowance = new Allowance(100, 200, 100);
        for (var i = 0; i < 100; i++) {
            threads.execute(() -> {
                while (!isOver(over, 50)) {
                    try (var entry = limits.enter(tenant, Work.CREATE, allowance, Duration.ZERO)) {
                        if (entry instanceof Entry.Admitted) {
                            var unused = acquirers.ask(
                                    line, Optional.empty(), Optional.empty(), Duration.ofSeconds(60), it -> stuck());
                        }
                    }
                }
            });
        }
    }

    private Authorization.Outcome stuck() {
        var unused = isOver(letGo, 120_000);
        return APPROVED;
    }

    private boolean answered(Line line) {
        return acquirers.ask(line, Optional.empty(), Optional.empty(), Duration.ofSeconds(20), it -> {
                    LockSupport.parkNanos(5_000_000);
                    return APPROVED;
                })
                instanceof Answer.Answered<Authorization.Outcome>;
    }

    private static boolean isOver(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void print(Fared alone, Fared again, Fared among) throws IOException {
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, """
                the calm tenant         calls   errors  median (us)     p99 (us)
                alone                %s
                alone again (A/A)    %s
                among its neighbours %s
                """.formatted(alone, again, among));
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
