package dev.pontage.torture;

import dev.pontage.torture.Vtex.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces the jar of a plugin in the folder of the running distribution, again and again, while payments are made, settled and
 * refunded through it: every answer must be the one of a calm day, and no version's class loader may stay.
 */
public final class Swaps {
    private static final int AT_ONCE = 8;
    private static final int SHOPS = 4;
    private static final long PRICE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Node node;
    private final Versions versions;
    private final Table table = new Table(System.out);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
    private final String run = Long.toString(ProcessHandle.current().pid(), 36);

    private Swaps(Node node, Versions versions) {
        this.node = node;
        this.versions = versions;
    }

    /** So many swaps; exits with 1 if a request failed or a class loader stayed. */
    public static void main(String[] arguments) {
        var number = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
        var place = Place.fresh(Path.of(System.getProperty("pontage.root", ".")), "swaps");
        var database = new Database(place);
        var environment = new HashMap<>(database.environment(0));
        environment.put("PONTAGE_BOOTSTRAP_API_TOKEN", Setup.TOKEN);
        var node = new Node("swaps", place, environment);
        var good = false;
        try {
            var versions = new Versions(place.distribution().resolve("plugins/sandbox.jar"), node.plugins());
            versions.put(0);
            node.start();
            good = new Swaps(node, versions).areHarmless(number, place.work().resolve("swaps.log"));
        } finally {
            node.stop();
            database.stop();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean areHarmless(int number, Path log) {
        var shops = new Setup(node, "").sandboxes(SHOPS);
        var took = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < AT_ONCE; i++) {
                var shop = shops.get(i % SHOPS);
                var name = "S" + run + "-" + i;
                threads.execute(() -> pay(shop, name));
            }
            for (var i = 1; i <= number && failed.isEmpty(); i++) {
                took.add(swap(i));
                if (i % 20 == 0) {
                    table.say(String.format(Locale.ROOT, "%d swaps, %d answers", i, answered.get()));
                }
            }
            over.set(true);
        }
        var loaders = new Loaders(node.pid()).afterCollection(1);
        table.say(String.format(
                Locale.ROOT,
                "%d swaps among %d requests of %d at once: %d failed, %d class loaders of plugins left (1 is in use)",
                took.size(),
                answered.get(),
                AT_ONCE,
                failed.size(),
                loaders));
        row("a jar that is put in place is in use after", took);
        row("  of that, taken in: checked, loaded, switched", Versions.taken(log));
        failed.stream().limit(5).forEach(table::say);
        return failed.isEmpty() && loaders <= 1;
    }

    private void row(String what, List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            table.say(String.format(
                    Locale.ROOT,
                    "%-48s median %5d ms, most %5d ms",
                    what,
                    sorted.get(sorted.size() / 2),
                    sorted.getLast()));
        }
    }

    /** Waits until it is the version that new payments get. */
    private long swap(int number) {
        var began = System.nanoTime();
        var version = versions.put(number);
        var request = Http.request(node.at("/api/v1/plugins")).header("Authorization", "Bearer " + Setup.TOKEN);
        if (!Pause.until(
                PATIENCE,
                () -> Http.send(request.GET().build())
                        .filter(it -> it.body().contains("\"" + version + "\""))
                        .isPresent())) {
            failed.add("the version " + version + " was not taken");
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private void pay(Shop shop, String name) {
        var vtex = new Vtex(List.of(node), "http://127.0.0.1:9");
        var random = new SplittableRandom(name.hashCode());
        for (var i = 0; !over.get(); i++) {
            var id = name + "-" + i;
            see(id, vtex.create(random, shop, id, PRICE), "approved");
            see(id, vtex.change(random, shop, new Change(id, "settlements", "s" + id, PRICE)), "settleId");
            see(id, vtex.change(random, shop, new Change(id, "refunds", "r" + id, PRICE)), "refundId");
        }
    }

    private void see(String id, Optional<Http.Reply> reply, String word) {
        answered.incrementAndGet();
        if (reply.filter(it -> it.status() == 200 && it.body().contains(word)).isEmpty()) {
            failed.add(id + ": " + reply.map(Http.Reply::toString).orElse("no answer"));
        }
    }

    /** How many class loaders of plugins a process has, looked at through the JDK's own tool. */
    private record Loaders(long pid) {
        private static final String NAME = "dev.pontage.plugin.PluginClassLoader";

        long afterCollection(long expected) {
            var found = count();
            for (var i = 0; i < 10 && found > expected; i++) {
                Pause.of(Duration.ofSeconds(1));
                found = count();
            }
            return found;
        }

        /** The histogram collects everything first. */
        private long count() {
            try {
                var jcmd =
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
                var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
                try (var lines = process.inputReader()) {
                    return lines.lines()
                            .map(it -> it.strip().split("\\s+"))
                            .filter(it -> it.length >= 4 && it[3].equals(NAME))
                            .mapToLong(it -> Long.parseLong(it[1]))
                            .sum();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
