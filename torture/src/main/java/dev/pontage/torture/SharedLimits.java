package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Two processes of Pontage share one limit through a Redis, which is killed under load and comes back: no request may fail, and
 * ten seconds later they let in what the limit says once more.
 */
public final class SharedLimits {
    private static final int LIMIT = 10;
    private static final int ASKED = 3 * LIMIT;
    private static final double MAY_DIFFER = 0.05;
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final Duration TO_COME_BACK = Duration.ofSeconds(10);

    private final Table table = new Table(System.out);
    private final Duration each;
    private final Redis redis;
    private final List<Node> nodes;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger in = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> examples = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    private SharedLimits(Duration each, Redis redis, List<Node> nodes) {
        this.each = each;
        this.redis = redis;
        this.nodes = nodes;
    }

    /** Seconds a phase; exits with 1 if a request failed or the limit did not hold. */
    public static void main(String[] arguments) {
        var seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        var place = Place.fresh(Path.of(System.getProperty("pontage.root", ".")), "redis");
        var redis = new Redis(place);
        var database = new Database(place);
        redis.start();
        var one = node("node-a", place, database, redis, "");
        one.start();
        var other = node(
                "node-b",
                place,
                database,
                redis,
                one.home().resolve("master.key").toString());
        other.start();
        var good = false;
        try {
            good = new SharedLimits(Duration.ofSeconds(seconds), redis, List.of(one, other)).hold();
        } finally {
            one.stop();
            other.stop();
            redis.kill();
            database.stop();
        }
        System.exit(good ? 0 : 1);
    }

    private static Node node(String name, Place place, Database database, Redis redis, String key) {
        var environment = new HashMap<>(database.environment(0));
        environment.put("PONTAGE_BOOTSTRAP_API_TOKEN", Setup.TOKEN);
        environment.put("SPRING_DATA_REDIS_URL", redis.url());
        if (!key.isEmpty()) {
            environment.put("PONTAGE_MASTER_KEY_FILE", key);
        }
        var node = Node.asStarted(name, place, environment);
        try {
            Files.copy(
                    place.distribution().resolve("plugins/sandbox.jar"),
                    node.plugins().resolve("sandbox.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    private boolean hold() {
        var setup = new Setup(nodes.getFirst(), "");
        var shop = setup.sandboxes(1).getFirst();
        setup.limit(LIMIT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> flood(shop));
            Pause.of(WARM);
            table.say(String.format(
                    Locale.ROOT,
                    "%-36s %8s %8s %10s %8s",
                    "two nodes, " + LIMIT + "/s together",
                    "asked",
                    "let in",
                    "of limit",
                    "failed"));
            var together = row("with the Redis");
            redis.kill();
            row("the Redis is killed: each its part");
            redis.start();
            Pause.of(TO_COME_BACK);
            var again = row("ten seconds after it came back");
            over.set(true);
            examples.stream().limit(5).forEach(table::say);
            return failed.get() == 0 && isExact(together) && isExact(again);
        }
    }

    private static boolean isExact(double ofLimit) {
        return Math.abs(ofLimit - 1) <= MAY_DIFFER;
    }

    /** One phase; what was let in as a part of what the limit says. */
    private double row(String what) {
        var askedBefore = asked.get();
        var inBefore = in.get();
        var failedBefore = failed.get();
        var began = System.nanoTime();
        Pause.of(each);
        var letIn = in.get() - inBefore;
        var ofLimit = letIn / (LIMIT * (System.nanoTime() - began) / 1e9);
        table.say(String.format(
                Locale.ROOT,
                "%-36s %8d %8d %9.1f%% %8d",
                what,
                asked.get() - askedBefore,
                letIn,
                ofLimit * 100,
                failed.get() - failedBefore));
        return ofLimit;
    }

    /** New payments at a steady rate to both nodes in turn, answered or not. */
    private void flood(Shop shop) {
        var nodesInTurn = List.of(
                new Vtex(List.of(nodes.getFirst()), "http://127.0.0.1:9"),
                new Vtex(List.of(nodes.getLast()), "http://127.0.0.1:9"));
        var run = Long.toString(ProcessHandle.current().pid(), 36);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            for (var i = 0; !over.get(); i++) {
                var number = i;
                LockSupport.parkNanos(began + i * 1_000_000_000L / ASKED - System.nanoTime());
                threads.execute(() -> ask(nodesInTurn.get(number % 2), shop, "L" + run + "-" + number));
            }
        }
    }

    private void ask(Vtex node, Shop shop, String id) {
        var reply = node.create(new SplittableRandom(id.hashCode()), shop, id, 1_000);
        asked.incrementAndGet();
        if (reply.filter(it -> it.status() == 200).isEmpty()) {
            failed.incrementAndGet();
            examples.add(id + ": " + reply.map(Http.Reply::toString).orElse("no answer"));
        } else if (reply.get().text("status").equals("approved")) {
            in.incrementAndGet();
        }
    }
}
