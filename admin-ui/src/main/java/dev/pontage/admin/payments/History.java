package dev.pontage.admin.payments;

import dev.pontage.payment.Payments.CallbackAttempt;
import dev.pontage.payment.Payments.Event;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** A payment's events for the three lanes: an attempt to tell VTEX comes with what became of it. */
final class History {
    private History() {}

    /** One line. */
    record Line(Event event, Optional<CallbackAttempt> callback) {}

    static List<Line> of(List<Event> events, List<CallbackAttempt> callbacks) {
        // Both are in order of time, and each attempt is one event.
        var left = new ArrayDeque<>(callbacks);
        return events.stream()
                .map(it -> new Line(
                        it, it.type().equals("callback") ? Optional.ofNullable(left.poll()) : Optional.empty()))
                .toList();
    }
}
