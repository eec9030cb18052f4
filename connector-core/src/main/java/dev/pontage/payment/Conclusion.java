package dev.pontage.payment;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How an operation ends, or how it stands until somebody asks again.
 *
 * @param due when to look again
 * @param asked whether the acquirer was asked just now
 * @param notFound whether it said that it knows nothing of it
 * @param book what it changes about the payment
 * @param voids whether something may have been left at the acquirer that has to be removed
 */
record Conclusion(
        Operation.State state,
        Optional<Instant> due,
        boolean asked,
        boolean notFound,
        Optional<String> changeId,
        String code,
        String message,
        Consumer<Book> book,
        boolean voids) {

    static Conclusion of(Operation.State state, String code, String message, Consumer<Book> book) {
        return new Conclusion(state, Optional.empty(), false, false, Optional.empty(), code, message, book, false);
    }

    Conclusion dueAt(Instant when) {
        return new Conclusion(state, Optional.of(when), asked, notFound, changeId, code, message, book, voids);
    }

    Conclusion afterAsking() {
        return new Conclusion(state, due, true, notFound, changeId, code, message, book, voids);
    }

    Conclusion withNotFound() {
        return new Conclusion(state, due, true, true, changeId, code, message, book, voids);
    }

    Conclusion named(Optional<String> id) {
        return new Conclusion(state, due, asked, notFound, id, code, message, book, voids);
    }

    Conclusion voiding() {
        return new Conclusion(state, due, asked, notFound, changeId, code, message, book, true);
    }
}
