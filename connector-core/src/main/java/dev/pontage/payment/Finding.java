package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.transport.Exchange;
import java.util.List;
import java.util.function.Function;

/**
 * What a call brought.
 *
 * @param conclusion decided again while the payment's row is locked: it may have been cancelled during the call
 * @param seen what passed between us and the acquirer
 */
record Finding(Function<Payment, Conclusion> conclusion, List<Exchange> seen) {

    static Finding of(Conclusion conclusion) {
        return new Finding(payment -> conclusion, List.of());
    }

    static Finding of(Answer<?> answer, Function<Payment, Conclusion> conclusion) {
        return new Finding(conclusion, seen(answer));
    }

    static List<Exchange> seen(Answer<?> answer) {
        return switch (answer) {
            case Answer.Answered<?>(var _, var exchanges, var _) -> exchanges;
            case Answer.BrokenDown<?> broken -> broken.exchanges();
            case Answer.Refused<?> _ -> List.of();
        };
    }

    /** Why there was no answer to work with. */
    static String why(Answer<?> answer) {
        return switch (answer) {
            case Answer.BrokenDown<?> broken -> broken.reason();
            case Answer.Refused<?>(var reason) -> reason;
            case Answer.Answered<?> _ -> "The acquirer could not say.";
        };
    }
}
