package dev.pontage.payment;

import dev.pontage.acquirer.Acquirers.Shut;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Nobody can be asked about a payment until a person has mended something. It is looked at all the while, so that nothing
 * else is to be done once that has happened.
 */
final class Unasked {
    /** Longer than a jar takes to be replaced. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String NOT_INSTALLED =
            "Nobody can be asked: the plugin is not installed. Install it again; Pontage goes on by itself.";

    private static final String QUARANTINED =
            "Nobody can be asked: the plugin is in quarantine. Read why on its page and let it out.";

    private static final String SEALED =
            "Nobody can be asked: the affiliation's settings cannot be opened. Check the master key, or save them anew.";

    private static final Set<String> ALL = Set.of(NOT_INSTALLED, QUARANTINED, SEALED);

    private Unasked() {}

    /** Later; and a person is told, unless another reason waits for one already. */
    static Conclusion lookAgain(Look look, Payment payment, Instant now) {
        var why = why(look.shut().orElseThrow());
        var again = Outcomes.lookAgain(look.operation(), why, now);
        return payment.review().isEmpty() && isLate(look.operation(), payment, now) ? again.flagged(why) : again;
    }

    private static String why(Shut shut) {
        return switch (shut) {
            case NOT_INSTALLED -> NOT_INSTALLED;
            case QUARANTINED -> QUARANTINED;
            case SEALED -> SEALED;
        };
    }

    /** The shopper has his time; for a change that was taken in, staff are warned in any case. */
    private static boolean isLate(Operation operation, Payment payment, Instant now) {
        return operation.state() == Operation.State.WAITING
                ? !operation.isChange() && payment.isExpired(now)
                : !operation.createdAt().plus(PATIENCE).isAfter(now);
    }

    /** Once it is mended, nobody has to look any more. */
    static Finding mended(Look look, Finding found) {
        if (look.shut().isPresent()
                || look.payment().review().filter(ALL::contains).isEmpty()) {
            return found;
        }
        return found.with((payment, conclusion) ->
                conclusion.after(book -> book.review = book.review.filter(it -> !ALL.contains(it))));
    }
}
