package dev.pontage.torture;

import java.time.Duration;

/**
 * How a run is made.
 *
 * @param points so many kill points, all of them if there are fewer
 * @param atOnce so many payments at once
 * @param late what is carried out late is so much late
 * @param brief kills without waiting in between until everything is over
 * @param patient the database fails too: then VTEX may be answered 5xx, and asks again
 */
record Options(long seed, int points, int atOnce, Duration late, boolean brief, boolean patient) {
    /** A breakdown is followed by this at most, however loaded the machine is. */
    static final Duration ALL_OVER = Duration.ofSeconds(60);

    private static final Duration MORE = Duration.ofSeconds(3);

    static Options whole(long seed) {
        return new Options(seed, Integer.MAX_VALUE, 8, Duration.ofSeconds(30), false, false);
    }

    /** Five points, for the tests. */
    static Options brief(long seed) {
        return new Options(seed, 5, 6, Duration.ofSeconds(3), true, false);
    }

    Options withSeed(long other) {
        return new Options(other, points, atOnce, late, brief, patient);
    }

    Options withPoints(int other) {
        return new Options(seed, other, atOnce, late, brief, patient);
    }

    Options withLate(Duration other) {
        return new Options(seed, points, atOnce, other, brief, patient);
    }

    Options patiently() {
        return new Options(seed, points, atOnce, late, brief, true);
    }

    /** What the plugins declare: "not found" is not believed before. */
    Duration settlingTime() {
        return late.plus(MORE);
    }
}
