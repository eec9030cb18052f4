package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * Who asks, and how long VTEX waits for the answer.
 *
 * @param testSuite whether VTEX's test suite asks: it wants the answer sooner and some names of old
 * @param since when the request began, by {@link System#nanoTime}
 */
record Caller(Affiliation affiliation, boolean testSuite, long since) {
    private static final String ATTRIBUTE = Caller.class.getName();

    /** VTEX waits 20 s. */
    private static final Duration USUAL = Duration.ofSeconds(18);

    /** The test suite waits 5 s. */
    private static final Duration TEST_SUITE = Duration.ofMillis(4_500);

    static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("the caller's filter did not run");
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** What is left of the time. */
    Duration left() {
        var left = (testSuite ? TEST_SUITE : USUAL).minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
