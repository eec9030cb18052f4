package dev.pontage.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Durable authorizations of the built distribution, beside what any journal pays at least, in the same run: each round
 * measures the floor, the engine, the handler that does nothing and the repeats one after the other.
 */
public final class EngineBench {
    private static final int CONNECTIONS = 64;
    private static final Duration WARM = Duration.ofSeconds(15);

    /** Of what a payment runs through, much more than of the floor, the second compiler needs a minute to be done. */
    private static final Duration WARM_ENGINE = Duration.ofSeconds(75);

    private static final List<String> SERVER_FLAGS = List.of(
            "-Xmx768m",
            "-Xss512k",
            "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC");

    private final Place place;
    private final Duration each;
    private final int rounds;
    private final String run = Long.toString(ProcessHandle.current().pid(), 36);

    private EngineBench(Place place, Duration each, int rounds) {
        this.place = place;
        this.each = each;
        this.rounds = rounds;
    }

    /** {@code [seconds of each part] [rounds] [affiliations]}. */
    public static void main(String[] arguments) {
        var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        var shops = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        var place = Place.fresh(Path.of(System.getProperty("pontage.root", ".")), "engine");
        new EngineBench(place, Duration.ofSeconds(seconds), rounds).measure(shops);
        System.exit(0);
    }

    private void measure(int affiliations) {
        var database = new Database(place);
        var environment = new HashMap<>(database.environment(0));
        environment.put("PONTAGE_BOOTSTRAP_API_TOKEN", Setup.TOKEN);
        environment.put(
                "PONTAGE_BUNDLED_PLUGINS",
                place.distribution().resolve("plugins").toString());
        var node = Node.measured("engine", place, environment, SERVER_FLAGS);
        node.start();
        var shops = new Setup(node, "").sandboxes(affiliations);
        var floor = FloorProcess.start(place, database.access(), SERVER_FLAGS);
        try {
            table(node, floor, database, shops);
        } finally {
            node.kill();
            floor.kill();
            database.stop();
        }
    }

    private void table(Node node, FloorProcess floor, Database database, List<Shop> shops) {
        var numbers = new AtomicLong();
        var engine = new Pump(node.at("/"), CONNECTIONS, creates(node, shops, "new-"), numbers);
        var repeats = new Pump(
                node.at("/"), CONNECTIONS, it -> creates(node, shops, "new-").apply(it % 1_000), new AtomicLong());
        var twoCommits = floor.pump("/two-commits", CONNECTIONS, body("floor"));
        var noop = floor.pump("/noop", CONNECTIONS, body("noop"));
        say("%d affiliations, %d connections, %d s each; warming up", shops.size(), CONNECTIONS, each.toSeconds());
        for (var pump : List.of(engine, repeats, twoCommits, noop)) {
            pump.closed(pump == engine ? WARM_ENGINE : WARM);
        }
        var ratios = new ArrayList<Double>();
        var repeatRatios = new ArrayList<Double>();
        for (var round = 1; round <= rounds; round++) {
            say(
                    "%nround %d            per s  p50 ms  p99 ms  failed  statements  commits  syncs  cpu ms app + db",
                    round);
            var ground = row("floor, two commits", floor.pid(), database, twoCommits);
            var ours = row("engine, new", node.pid(), database, engine);
            var nothing = row("no-op", floor.pid(), database, noop);
            var again = row("engine, repeat", node.pid(), database, repeats);
            ratios.add(ours.perSecond() / ground.perSecond());
            repeatRatios.add(again.perSecond() / nothing.perSecond());
            // What the disk alone does to whoever waits for it twice.
            half(twoCommits, ground, "floor, at half of its load");
            half(engine, ours, "engine, new, at half of its load");
            half(noop, again, "no-op, at half of the repeats' load");
            half(repeats, again, "engine, repeat, at half of its load");
        }
        say(
                "%nengine / floor: %.2f (goal 0.8); repeats / no-op: %.2f (goal 0.6); medians of %d rounds",
                median(ratios), median(repeatRatios), rounds);
    }

    private void half(Pump pump, Pump.Flow full, String name) {
        var flow = pump.open(each, full.perSecond() / 2);
        say(
                "%-36s %6.0f %7.2f %7.2f %7d",
                name, flow.perSecond(), flow.millis(0.5), flow.millis(0.99), flow.failures());
    }

    private Pump.Flow row(String name, long app, Database database, Pump pump) {
        var before = Effort.of(app, database.pid(), database.access());
        var flow = pump.closed(each);
        var effort = Effort.of(app, database.pid(), database.access()).since(before);
        double count = Math.max(1, flow.times().length);
        say(
                "%-18s %8.0f %7.2f %7.2f %7d %11.2f %8.2f %6.2f  %.2f = %.2f + %.2f",
                name,
                flow.perSecond(),
                flow.millis(0.5),
                flow.millis(0.99),
                flow.failures(),
                effort.statements() / count,
                effort.commits() / count,
                effort.syncs() / count,
                effort.cpuMillisEach((long) count),
                effort.appMillis() / count,
                effort.databaseMillis() / count);
        return flow;
    }

    private LongFunction<byte[]> creates(Node node, List<Shop> shops, String prefix) {
        return number -> {
            var shop = shops.get((int) (number % shops.size()));
            var headers =
                    "X-VTEX-API-AppKey: " + shop.appKey() + "\r\nX-VTEX-API-AppToken: " + shop.appToken() + "\r\n";
            return Line.request(
                    node.at("/"), "/ppp/" + shop.connector() + "/payments", headers, body(prefix + run + "-" + number));
        };
    }

    /** Made once: what the load itself costs is taken from what it measures. */
    private static final String BODY = written("{id}");

    private static String body(String id) {
        return BODY.replace("{id}", id);
    }

    /** As VTEX sends it, about a kilobyte. */
    private static String written(String id) {
        return Http.JSON.writeValueAsString(Map.ofEntries(
                Map.entry("paymentId", id),
                Map.entry("transactionId", "TX-" + id),
                Map.entry("reference", "1001"),
                Map.entry("orderId", "1001-01"),
                Map.entry("merchantName", "bench"),
                Map.entry("paymentMethod", "Visa"),
                Map.entry("value", 31.90),
                Map.entry("currency", "BRL"),
                Map.entry("installments", 1),
                Map.entry("callbackUrl", "http://127.0.0.1:9/callback"),
                Map.entry("returnUrl", "http://127.0.0.1:9/return"),
                Map.entry(
                        "card",
                        Map.of(
                                "number", "4444333322221111",
                                "holder", "Jo Doe",
                                "csc", "123",
                                "expiration", Map.of("month", "12", "year", "2032"))),
                Map.entry(
                        "miniCart",
                        Map.of(
                                "buyer",
                                Map.of(
                                        "id", "buyer-1",
                                        "firstName", "Jo",
                                        "lastName", "Doe",
                                        "document", "01234567890",
                                        "documentType", "CPF",
                                        "email", "jo@example.com",
                                        "phone", "+5511999999999"),
                                "items",
                                List.of(Map.of(
                                        "id",
                                        "1",
                                        "name",
                                        "A thing",
                                        "price",
                                        31.90,
                                        "quantity",
                                        1,
                                        "discount",
                                        0))))));
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
