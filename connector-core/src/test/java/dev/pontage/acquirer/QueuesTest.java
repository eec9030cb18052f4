package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.acquirer.VirtualNode.Without;
import dev.pontage.limit.Allowance;
import dev.pontage.limit.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What the neighbours' queues alone cost, in virtual time: nothing depends on the machine. The short form;
 * {@code ./pontage bench queues} runs it for longer and prints the table.
 */
class QueuesTest {
    private static final Duration TIME = Duration.ofSeconds(10L * Integer.getInteger("pontage.neighbours.seconds", 2));
    private static final long SEED = Long.getLong("pontage.queues.seed", 8);
    private static final Path TABLE = Path.of("target", "queues.txt");

    private static final int LIMIT = 40;
    private static final int FLOOD = 50 * LIMIT;
    private static final int CALM = 50;
    private static final int HANGING = 20;
    private static final int GIVEN_BACK = 5;

    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** Nobody asks any more, and all that is under way ends. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final Duration HANGS = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofSeconds(18);
    /** The core's part of a payment as the bench of the engine measured it: about 1.3 ms with the web; 5 ms the acquirer's. */
    private static final VirtualNode.Costs MEAN =
            new VirtualNode.Costs(micros(200), micros(150), micros(500), micros(5_000), micros(600));

    private static final double FAR_ABOVE = 5;

    /** The calm tenant's payments in one run, and what became of the flooding one's settlements and refunds. */
    private record Fared(int calls, int errors, long median, long p99, int changes, int changesLost) {}

    /** What has become of somebody's requests; one that is never answered is an error. */
    private static final class Book {
        private final List<Long> took = new ArrayList<>();
        private int asked;
        private int answered;

        int errors() {
            return asked - answered;
        }

        void add(long nanos, boolean well) {
            took.add(nanos);
            answered += well ? 1 : 0;
        }

        long at(double part) {
            return took.stream()
                    .sorted()
                    .skip((long) (took.size() * part))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }
    }

    @Test
    void beside_a_flood_and_a_hanging_acquirer_a_payment_waits_a_tenth_longer_at_most() throws IOException {
        var alone = run(false, Without.NOTHING, SEED);
        var again = run(false, Without.NOTHING, SEED + 1);
        var among = run(true, Without.NOTHING, SEED);
        var unlimited = run(true, Without.LIMITS, SEED);
        var unparted = run(true, Without.BULKHEADS, SEED);
        print(alone, again, among, unlimited, unparted);

        assertThat(among.errors()).as("errors, seed %d", SEED).isZero();
        assertThat(ratio(among.median(), alone.median())).isLessThanOrEqualTo(1.1);
        assertThat(ratio(among.p99(), alone.p99())).isLessThanOrEqualTo(1.1);
        assertThat(among.changes()).isPositive();
        assertThat(among.changesLost()).isZero();
        assertThat(ratio(unlimited.median(), alone.median()))
                .as("without limits")
                .isGreaterThan(FAR_ABOVE);
        assertThat(unparted.errors()).as("without bulkheads").isPositive();
    }

    private static Fared run(boolean beside, Without without, long seed) {
        var time = new VirtualTime();
        var node = new VirtualNode(time, without);
        var random = new SplittableRandom(seed);
        var calm = new Book();
        var back = new Book();
        keepAsking(time, random.split(), CALM, costs -> ask(time, node, shop(1, 500, false), Work.CREATE, costs, calm));
        if (beside) {
            var flooding = shop(2, LIMIT, false);
            var hanging = shop(3, 500, true);
            keepAsking(time, random.split(), FLOOD, it -> ask(time, node, flooding, Work.CREATE, it, new Book()));
            keepAsking(time, random.split(), GIVEN_BACK, it -> ask(time, node, flooding, Work.CHANGE, it, back));
            keepAsking(
                    time, random.split(), HANGING, it -> ask(time, node, hanging, Work.CREATE, hung(it), new Book()));
        }
        time.runFor(TIME.plus(REST));
        return new Fared(calm.asked, calm.errors(), calm.at(0.5), calm.at(0.99), back.asked, back.errors());
    }

    private static void ask(
            VirtualTime time, VirtualNode node, VirtualNode.Shop shop, Work work, VirtualNode.Costs costs, Book book) {
        var began = time.now();
        book.asked++;
        var patience = work == Work.CREATE ? PATIENCE : DEADLINE;
        node.ask(shop, work, patience, costs, answered -> book.add(time.now() - began, answered));
    }

    /** By chance, so many a second; each draws the same whoever else there is. */
    private static void keepAsking(
            VirtualTime time, SplittableRandom random, int perSecond, Consumer<VirtualNode.Costs> one) {
        var gap = chance(random, 1_000_000_000L / perSecond);
        var costs = new VirtualNode.Costs(
                chance(random, MEAN.read()),
                chance(random, MEAN.look()),
                chance(random, MEAN.begin()),
                MEAN.acquirer(),
                chance(random, MEAN.conclude()));
        if (time.now() + gap < TIME.toNanos()) {
            time.after(gap, () -> {
                one.accept(costs);
                keepAsking(time, random, perSecond, one);
            });
        }
    }

    private static long chance(SplittableRandom random, long mean) {
        return (long) (-Math.log(1 - random.nextDouble()) * mean);
    }

    private static VirtualNode.Costs hung(VirtualNode.Costs it) {
        return new VirtualNode.Costs(it.read(), it.look(), it.begin(), HANGS.toNanos(), it.conclude());
    }

    private static VirtualNode.Shop shop(int number, int perSecond, boolean hangs) {
        return new VirtualNode.Shop(
                new UUID(0, number), new Allowance(perSecond, 2 * perSecond, Math.max(100, perSecond)), hangs);
    }

    private static long micros(long many) {
        return many * 1_000;
    }

    private static double ratio(long it, long to) {
        return (double) it / to;
    }

    private static void print(Fared alone, Fared... others) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("virtual time: %d s, seed %d, two cores".formatted(TIME.toSeconds(), SEED));
        lines.add("%-44s %8s %8s %12s %12s %8s %8s"
                .formatted("the calm tenant", "calls", "bad", "median us", "p99 us", "median x", "p99 x"));
        var names = List.of(
                "alone once more, other chances (the control)",
                "beside a flood and a hanging acquirer",
                "  the same without limits",
                "  the same without bulkheads and breakers");
        lines.add(row("alone", alone, alone));
        for (var i = 0; i < others.length; i++) {
            lines.add(row(names.get(i), others[i], alone));
        }
        lines.add("settlements and refunds of the flooding one: %d, of which not done: %d"
                .formatted(others[1].changes(), others[1].changesLost()));
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }

    private static String row(String name, Fared it, Fared alone) {
        return String.format(
                Locale.ROOT,
                "%-44s %8d %8d %12d %12d %8.2f %8.2f",
                name,
                it.calls(),
                it.errors(),
                it.median() / 1_000,
                it.p99() / 1_000,
                ratio(it.median(), alone.median()),
                ratio(it.p99(), alone.p99()));
    }
}
