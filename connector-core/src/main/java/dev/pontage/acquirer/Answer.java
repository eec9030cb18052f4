package dev.pontage.acquirer;

import dev.pontage.spi.AcquirerException;
import dev.pontage.transport.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of asking an acquirer. */
public sealed interface Answer<T> {

    /** The plugin answered, whole and in time. */
    record Answered<T>(T value, List<Exchange> exchanges, Duration took) implements Answer<T> {}

    /**
     * There is no answer.
     *
     * @param effect whether money may have moved
     * @param reason for staff; holds no card data
     * @param credentials whether the acquirer refused the affiliation's credentials
     * @param retryAfter how long the acquirer wants to be left alone
     */
    record BrokenDown<T>(
            AcquirerException.Effect effect,
            String reason,
            boolean credentials,
            Optional<Duration> retryAfter,
            List<Exchange> exchanges,
            Duration took)
            implements Answer<T> {}

    /** Nobody was asked: certainly nothing was sent. The reason is for staff. */
    record Refused<T>(String reason) implements Answer<T> {}
}
