package dev.pontage.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The outbox of calls to VTEX. The journal puts an entry in together with the decision; the sender takes entries out.
 * Every entry taken is held by a lease and a fence: a late report of a slow sender is refused.
 */
public interface CallbackQueue {

    /** Takes due entries for a while, at most so many, fairly between tenants. */
    List<Due> take(int most);

    /** Reports an attempt. Without a next time the entry is done. */
    void report(Due due, Attempt attempt, Optional<Instant> next);

    /** Puts an entry back without an attempt: its host is known to be away. */
    void putBack(Due due, Instant next);

    /** Makes everything due at once that waits for a host; how many that were. */
    int hurry(String host);

    /** VTEX has been answered finally on a repeat: no further attempts, unless there was none yet. */
    void heard(UUID payment);

    /** The host of a payment's callback address, without its port; empty if there is none. */
    static String host(Payment payment) {
        var url = payment.callbackUrl().orElse("");
        var from = url.indexOf("://");
        var rest = from < 0 ? "" : url.substring(from + 3);
        var end = 0;
        while (end < rest.length() && ":/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        var host = rest.substring(0, end).toLowerCase(java.util.Locale.ROOT);
        return host.length() <= LONGEST_HOST && host.chars().allMatch(it -> it > ' ' && it < 127) ? host : "";
    }

    /** As many characters as a host's name may have. */
    int LONGEST_HOST = 255;

    /**
     * Makes the payment's callback due at once, also when it was done; false if it has no callback URL, or is not decided
     * and there is nothing to tell yet.
     */
    boolean sendAgain(UUID payment);

    /** An entry to be sent. */
    record Due(UUID id, int fence, int attempts, Instant giveUpAt, Payment payment) {}

    /** What became of an attempt: delivered, refused or failed. */
    record Attempt(Instant at, String outcome, Optional<Integer> httpStatus, int millis, Optional<String> problem) {}
}
