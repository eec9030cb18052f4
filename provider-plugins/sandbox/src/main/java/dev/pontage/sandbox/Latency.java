package dev.pontage.sandbox;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long answers take: {@code 20} always, {@code 20-200} anything between, {@code 50/200/1500} half of them at most 50 ms, 95 %
 * at most 200 and all at most 1500, as real acquirers answer: quickly as a rule, and now and then not.
 */
record Latency(int shortest, int median, int most, int longest) {
    static final Latency NONE = new Latency(0, 0, 0, 0);

    /** The longest that an answer may be kept back: more than anybody waits. */
    private static final int LONGEST_MILLIS = 60_000;

    private static final int PARTS = 10_000;
    private static final int HALF = 5_000;
    private static final int ALL_BUT_FEW = 9_500;

    /** Empty if it is none. */
    static Optional<Latency> read(String text) {
        if (!text.matches("\\d{1,5}(-\\d{1,5}|/\\d{1,5}/\\d{1,5})?")) {
            return Optional.empty();
        }
        var given =
                Arrays.stream(text.split("[-/]")).mapToInt(Integer::parseInt).toArray();
        var made = given.length == 3
                ? new Latency(0, given[0], given[1], given[2])
                : between(given[0], given[given.length - 1]);
        return made.isSound() ? Optional.of(made) : Optional.empty();
    }

    private static Latency between(int from, int to) {
        return new Latency(from, from + (to - from) / 2, from + (int) ((to - from) * 0.95), to);
    }

    private boolean isSound() {
        var all = new int[] {shortest, median, most, longest, LONGEST_MILLIS};
        return IntStream.range(1, all.length).allMatch(it -> all[it - 1] <= all[it]);
    }

    /** @param dice anything, each as likely as any other */
    long millis(long dice) {
        var at = (int) Math.floorMod(dice, (long) PARTS + 1);
        if (at <= HALF) {
            return along(shortest, median, at, HALF);
        }
        return at <= ALL_BUT_FEW
                ? along(median, most, at - HALF, ALL_BUT_FEW - HALF)
                : along(most, longest, at - ALL_BUT_FEW, PARTS - ALL_BUT_FEW);
    }

    private static long along(long from, long to, long part, long whole) {
        return from + (to - from) * part / whole;
    }
}
