package dev.pontage.payment;

import dev.pontage.payment.Reviews.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a person found out at the acquirer, from it to what the journal writes. */
final class FoundOut {
    private static final String CODE = "found-out";
    private static final String DONE = "A person found out that it was carried out.";
    private static final String NOT_DONE = "A person found out that it was not carried out.";
    private static final String REMOVED = "A person found it at the acquirer, where it is removed.";

    private FoundOut() {}

    /** Whether only a person can say what became of it. A void holds nothing back that anybody waits for. */
    static boolean isOpen(Operation operation) {
        return operation.state() == Operation.State.REVIEW && operation.isDoubtful();
    }

    /** Whether nothing that was found out is known by now without the person. */
    static boolean areOpen(Map<UUID, Found> found, List<Operation> open) {
        return open.stream().map(Operation::id).toList().containsAll(found.keySet());
    }

    /** Whether nothing is left to be found out, or nobody speaks of it. */
    static boolean isAll(Map<UUID, Found> found, List<Operation> open) {
        return found.isEmpty()
                || open.stream().allMatch(it -> found.getOrDefault(it.id(), Found.UNKNOWN) != Found.UNKNOWN);
    }

    static Optional<Conclusion> of(Operation operation, Map<UUID, Found> found, Instant now) {
        return switch (found.getOrDefault(operation.id(), Found.UNKNOWN)) {
            case DONE ->
                Optional.of(
                        operation.isChange()
                                ? done(operation)
                                : denied(REMOVED, now).voiding());
            case NOT_DONE ->
                Optional.of(
                        operation.kind() == Operation.Kind.CREATE
                                ? denied(NOT_DONE, now)
                                : Outcomes.notDone(operation, CODE, NOT_DONE));
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Conclusion done(Operation operation) {
        return Outcomes.done(operation, operation.changeId().orElse(operation.key()), CODE, book -> {})
                .answering(CODE, DONE);
    }

    /** Nobody has what VTEX would have to be told of an approval. */
    private static Conclusion denied(String message, Instant now) {
        return Outcomes.denied(CODE, message, now, book -> book.inDoubt = false);
    }
}
