package dev.pontage.payment;

import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Whom to tell that a call's outcome is written down. They use the engine themselves: found at the first call, and only then. */
@Component
final class EndedCalls {
    private final SingletonSupplier<List<CallEnded>> listeners;

    EndedCalls(ObjectProvider<CallEnded> listeners) {
        this.listeners = SingletonSupplier.of(() -> listeners.stream().toList());
    }

    void tell(UUID affiliation) {
        listeners.obtain().forEach(it -> it.ended(affiliation));
    }
}
