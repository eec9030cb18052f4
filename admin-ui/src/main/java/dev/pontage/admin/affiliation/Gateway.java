package dev.pontage.admin.affiliation;

import dev.pontage.policy.Delays;
import dev.pontage.spi.PluginDescriptor;
import java.time.Duration;

/**
 * What VTEX's gateway will do with a payment that is answered "undefined", and when it settles an approved one. Its rules
 * are written in VTEX's API reference: how often it asks again depends on the delay to cancel alone.
 *
 * @param every how long it waits between two questions
 * @param questions how many there are at most
 * @param cancels when it gives the payment up
 * @param settles when it settles without an anti-fraud answer: the shorter of the two delays counts
 * @param settlesAfterAntifraud when it settles after an approval by anti-fraud
 */
record Gateway(Duration every, long questions, Duration cancels, Duration settles, Duration settlesAfterAntifraud) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static Gateway of(Delays delays, PluginDescriptor.Method method) {
        var cancels = Duration.ofSeconds(delays.toCancel());
        var every = every(cancels, method.flow() == PluginDescriptor.Flow.PIX);
        return new Gateway(
                every,
                Math.max(1, cancels.dividedBy(every)),
                cancels,
                Duration.ofSeconds(Math.min(delays.toAutoSettle(), delays.toAutoSettleAfterAntifraud())),
                Duration.ofSeconds(delays.toAutoSettleAfterAntifraud()));
    }

    private static Duration every(Duration cancels, boolean pix) {
        if (pix || cancels.compareTo(HOUR) <= 0) {
            return Duration.ofMinutes(5);
        }
        return cancels.compareTo(DAY) < 0 ? HOUR : Duration.ofHours(4);
    }
}
