package dev.pontage.torture;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that asks at a steady rate, whether it is answered or not, and says in one line how it fared: requests, bad answers,
 * median and p99 in microseconds.
 */
public final class Crowd {
    private static final double P99 = 0.99;

    private final String base;
    private final String appKey;
    private final String appToken;
    private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger bad = new AtomicInteger();

    /** What it asks for. */
    enum Want {
        /** New payments; anything but a 200 is bad. */
        FLOOD,
        /** New payments; anything but approved is bad. */
        PAY,
        /** Settles and refunds what was paid under the same names; anything but done is bad. */
        GIVE_BACK
    }

    private Crowd(String base, String appKey, String appToken) {
        this.base = base;
        this.appKey = appKey;
        this.appToken = appToken;
    }

    /** The connector's address, key, token, what, names, so many in all, a second. */
    public static void main(String[] arguments) {
        var crowd = new Crowd(arguments[0], arguments[1], arguments[2]);
        crowd.ask(
                Want.valueOf(arguments[3]),
                arguments[4],
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]));
        new Table(System.out).say(crowd.fared());
    }

    private void ask(Want want, String names, int all, int perSecond) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            for (var i = 0; i < all; i++) {
                var name = names + "-" + i;
                LockSupport.parkNanos(began + i * 1_000_000_000L / perSecond - System.nanoTime());
                threads.execute(() -> {
                    switch (want) {
                        case FLOOD -> timed(() -> create(name).filter(it -> it.status() == 200));
                        case PAY ->
                            timed(() ->
                                    create(name).filter(it -> it.text("status").equals("approved")));
                        case GIVE_BACK -> giveBack(name);
                    }
                });
            }
        }
    }

    private interface Question {
        Optional<Http.Reply> ask();
    }

    private void timed(Question question) {
        var since = System.nanoTime();
        var good = question.ask().isPresent();
        micros.add((System.nanoTime() - since) / 1_000);
        asked.incrementAndGet();
        bad.addAndGet(good ? 0 : 1);
    }

    private void giveBack(String name) {
        for (var verb : List.of("settlements", "refunds")) {
            var body = Map.of("paymentId", name, "requestId", "a-" + verb + "-" + name, "value", 10);
            timed(() -> post("/payments/" + name + "/" + verb, body).filter(it -> it.status() == 200));
        }
    }

    private Optional<Http.Reply> create(String name) {
        return post(
                "/payments",
                Map.of(
                        "paymentId",
                        name,
                        "paymentMethod",
                        "Visa",
                        "value",
                        10,
                        "currency",
                        "BRL",
                        "card",
                        Map.of(
                                "number",
                                "4444333322221111",
                                "holder",
                                "Jo Doe",
                                "csc",
                                "123",
                                "expiration",
                                Map.of("month", "12", "year", "2032"))));
    }

    private Optional<Http.Reply> post(String path, Map<String, ?> body) {
        return Http.send(Http.request(URI.create(base + path))
                .header("X-VTEX-API-AppKey", appKey)
                .header("X-VTEX-API-AppToken", appToken)
                .POST(BodyPublishers.ofString(Http.JSON.writeValueAsString(body)))
                .build());
    }

    private String fared() {
        var sorted = micros.stream().mapToLong(it -> it).sorted().toArray();
        return String.format(
                Locale.ROOT, "fared %d %d %d %d", asked.get(), bad.get(), at(sorted, 0.5), at(sorted, P99));
    }

    private static long at(long[] sorted, double part) {
        return Arrays.stream(sorted)
                .skip((long) (sorted.length * part))
                .findFirst()
                .orElse(0);
    }
}
