package dev.pontage.payment;

import dev.pontage.spi.payment.Inbound;
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
 * @param reply what a payment app is answered
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
        boolean voids,
        Optional<Inbound.Reply> reply) {

    static Conclusion of(Operation.State state, String code, String message, Consumer<Book> book) {
        return new Conclusion(
                state, Optional.empty(), false, false, Optional.empty(), code, message, book, false, Optional.empty());
    }

    static Conclusion replied(Inbound.Reply reply) {
        return new Conclusion(
                Operation.State.DONE,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                "",
                "",
                book -> {},
                false,
                Optional.of(reply));
    }

    Conclusion dueAt(Instant when) {
        return new Conclusion(state, Optional.of(when), asked, notFound, changeId, code, message, book, voids, reply);
    }

    Conclusion afterAsking() {
        return new Conclusion(state, due, true, notFound, changeId, code, message, book, voids, reply);
    }

    Conclusion withNotFound() {
        return new Conclusion(state, due, true, true, changeId, code, message, book, voids, reply);
    }

    Conclusion named(Optional<String> id) {
        return new Conclusion(state, due, asked, notFound, id, code, message, book, voids, reply);
    }

    Conclusion answering(String newCode, String newMessage) {
        return new Conclusion(state, due, asked, notFound, changeId, newCode, newMessage, book, voids, reply);
    }

    Conclusion voiding() {
        return new Conclusion(state, due, asked, notFound, changeId, code, message, book, true, reply);
    }

    /** Whether the acquirer has answered, and does something or has done it. */
    boolean isPositive() {
        return state == Operation.State.DONE || state == Operation.State.WAITING;
    }

    /** The same, and this done to the payment before. */
    Conclusion after(Consumer<Book> first) {
        return new Conclusion(state, due, asked, notFound, changeId, code, message, first.andThen(book), voids, reply);
    }

    /** The same, and this to be shown to staff. */
    Conclusion flagged(String why) {
        Consumer<Book> more = it -> it.review = Optional.of(why);
        return new Conclusion(state, due, asked, notFound, changeId, code, message, book.andThen(more), voids, reply);
    }
}
