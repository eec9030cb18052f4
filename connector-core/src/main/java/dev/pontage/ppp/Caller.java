package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.Payment;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asks, and how long VTEX waits for the answer.
 *
 * @param testSuite whether VTEX's test suite asks: it wants the answer sooner and some names of old
 * @param since when the request began, by {@link System#nanoTime}
 * @param said the payment whose final state is being answered: once that has left, VTEX need not be told again
 */
record Caller(Affiliation affiliation, boolean testSuite, long since, Said said) {
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

    Caller(Affiliation affiliation, boolean testSuite, long since) {
        this(affiliation, testSuite, since, new Said());
    }

    /** What is being said, by the one thread that serves the request. */
    static final class Said {
        private Optional<UUID> payment = Optional.empty();

        Optional<UUID> payment() {
            return payment;
        }
    }

    void says(Payment payment) {
        if (payment.status().isDecided() && payment.callbackUrl().isPresent()) {
            said.payment = Optional.of(payment.id());
        }
    }

    /** What is left of the time. */
    Duration left() {
        var left = (testSuite ? TEST_SUITE : USUAL).minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
