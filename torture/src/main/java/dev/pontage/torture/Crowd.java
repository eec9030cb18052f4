package dev.pontage.torture;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process that asks at a steady rate, whether it is answered or not, and says in one line how it fared: requests, bad answers,
 * median and p99 in microseconds.
 */
public final class Crowd {
    private static final double P99 = 0.99;

    private static final String CREATE = """
            {"paymentId":"%s","paymentMethod":"Visa","value":10,"currency":"BRL",
            "card":{"number":"4444333322221111","holder":"Jo Doe","csc":"123",
            "expiration":{"month":"12","year":"2032"}}}""";

    private final URI base;
    private final String credentials;
    private final ConcurrentLinkedDeque<Line> free = new ConcurrentLinkedDeque<>();
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();
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

    private Crowd(URI base, String appKey, String appToken) {
        this.base = base;
        this.credentials = "X-VTEX-API-AppKey: " + appKey + "\r\nX-VTEX-API-AppToken: " + appToken + "\r\n";
    }

    /** The connector's address, key, token, what, names, so many in all, a second. */
    public static void main(String[] arguments) {
        var crowd = new Crowd(URI.create(arguments[0]), arguments[1], arguments[2]);
        crowd.ask(
                Want.valueOf(arguments[3]),
                arguments[4],
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]));
        var out = new Table(System.out);
        Optional.ofNullable(crowd.first.get()).ifPresent(it -> out.say("unanswered: " + it));
        out.say(crowd.fared());
    }

    private void ask(Want want, String names, int all, int perSecond) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            for (var i = 0; i < all; i++) {
                var name = names + "-" + i;
                LockSupport.parkNanos(began + i * 1_000_000_000L / perSecond - System.nanoTime());
                threads.execute(() -> {
                    switch (want) {
                        case FLOOD -> timed(() -> create(name).status() == 200);
                        case PAY -> timed(() -> create(name).text().contains("\"status\":\"approved\""));
                        case GIVE_BACK -> giveBack(name);
                    }
                });
            }
        }
    }

    private interface Question {
        boolean isAnsweredWell() throws IOException;
    }

    /** A question that nobody answers is a bad one. */
    private void timed(Question question) {
        var since = System.nanoTime();
        var good = false;
        try {
            good = question.isAnsweredWell();
        } catch (IOException e) {
            first.compareAndSet(null, e.toString());
        }
        micros.add((System.nanoTime() - since) / 1_000);
        asked.incrementAndGet();
        bad.addAndGet(good ? 0 : 1);
    }

    private void giveBack(String name) {
        for (var verb : List.of("settlements", "refunds")) {
            var body = "{\"paymentId\":\"%s\",\"requestId\":\"a-%s-%s\",\"value\":10}".formatted(name, verb, name);
            timed(() -> post("/payments/" + name + "/" + verb, body).status() == 200);
        }
    }

    private Line.Answer create(String name) throws IOException {
        return post("/payments", CREATE.formatted(name));
    }

    /** Over a connection that is free, or one more: whoever calls does not wait for others. */
    private Line.Answer post(String path, String body) throws IOException {
        var kept = Optional.ofNullable(free.pollFirst());
        var line = kept.isPresent() ? kept.get() : new Line(base);
        Line.Answer answer;
        try {
            answer = line.ask(Line.request(base, base.getPath() + path, credentials, body));
        } catch (IOException e) {
            line.close();
            throw e;
        }
        free.addFirst(line);
        return answer;
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
