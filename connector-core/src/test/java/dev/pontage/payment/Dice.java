package dev.pontage.payment;

import java.util.HashMap;
import java.util.Map;

/** Chance that replays: each kind of question has its own row of answers, whatever else is asked in between. */
final class Dice {
    private final long seed;
    private final Map<String, Integer> rolls = new HashMap<>();

    Dice(long seed) {
        this.seed = seed;
    }

    /** True in so many of a hundred cases. */
    boolean roll(String question, int ofHundred) {
        return among(question, 100) < ofHundred;
    }

    /** A number from 0. */
    synchronized int among(String question, int bound) {
        var count = rolls.merge(question, 1, Integer::sum);
        return (int) Long.remainderUnsigned(mixed(seed + 31L * question.hashCode() + 1_000_003L * count), bound);
    }

    private static long mixed(long value) {
        var first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        var second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
