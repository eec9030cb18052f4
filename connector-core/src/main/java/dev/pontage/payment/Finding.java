package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.transport.Exchange;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a call brought.
 *
 * @param conclusion decided again while the payment's row is locked: it may have been cancelled during the call
 * @param seen what passed between us and the acquirer
 */
record Finding(Function<Payment, Conclusion> conclusion, List<Exchange> seen) {

    static Finding of(Conclusion conclusion) {
        return of(payment -> conclusion);
    }

    /** Without a call. */
    static Finding of(Function<Payment, Conclusion> conclusion) {
        return new Finding(conclusion, List.of());
    }

    /** The same, with something added to what follows from it. */
    Finding with(BiFunction<Payment, Conclusion, Conclusion> more) {
        return new Finding(payment -> more.apply(payment, conclusion.apply(payment)), seen);
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
