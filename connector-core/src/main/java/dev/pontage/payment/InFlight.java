package dev.pontage.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.work.SharedAlarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The operations that this node is carrying out, for those that ask for the same thing meanwhile. */
@Component
class InFlight {
    private static final Duration FRESH = Duration.ofMillis(100);

    private final ConcurrentHashMap<UUID, Call> calls = new ConcurrentHashMap<>();

    /** Payments whose call may have been claimed and not have begun yet. */
    private final Cache<UUID, Boolean> withdrawn =
            Caffeine.newBuilder().expireAfterWrite(Claims.LEASE).build();

    /** One operation on its way. */
    static final class Call {
        final Operation operation;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicBoolean somebodyLeft = new AtomicBoolean();
        private volatile Instant heldUntil;
        private volatile boolean withdrawn;
        private volatile Optional<Payment> ledTo = Optional.empty();

        Call(Operation operation) {
            this.operation = operation;
            this.heldUntil = operation.leaseUntil();
        }

        /**
         * Asked last before the acquirer is called. A node that stood still since it claimed may have been taken for dead,
         * and the shopper may have cancelled: then nothing leaves any more.
         */
        boolean maySend(Instant now) {
            return !withdrawn && now.isBefore(heldUntil);
        }

        /** Whether so little time has passed since the claim that looking would hardly find anything decided. */
        boolean isFresh(Instant now) {
            return now.isBefore(operation.leaseUntil().minus(Claims.LEASE).plus(FRESH));
        }

        void heldUntil(Instant lease) {
            heldUntil = lease;
        }

        /** For good: the lease is renewed as long as the call lives, and that must not send it after all. */
        void withdraw() {
            withdrawn = true;
        }

        /** Whether somebody has been answered "undefined" because it took too long: then VTEX has to be called. */
        boolean somebodyLeft() {
            return somebodyLeft.get();
        }

        /** How the payment stood when the outcome was written. */
        Optional<Payment> ledTo() {
            return ledTo;
        }

        void ledTo(Payment payment) {
            ledTo = Optional.of(payment);
        }

        /** Waits for the end; false if it did not come in time. */
        boolean await(Duration within) {
            var inTime = false;
            try {
                inTime = SharedAlarm.await(ended, within);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!inTime) {
                somebodyLeft.set(true);
            }
            return inTime || ended.isDone();
        }
    }

    Call begin(Operation operation) {
        var call = new Call(operation);
        calls.put(operation.id(), call);
        if (isOfSale(call) && withdrawn.getIfPresent(operation.paymentId()) != null) {
            call.withdraw();
        }
        return call;
    }

    void end(Call call) {
        calls.remove(call.operation.id(), call);
        call.ended.complete(null);
    }

    /** The payment was cancelled: a sale, or the shopper's return to it, that has not left yet stays here. */
    void withdraw(UUID payment) {
        withdrawn.put(payment, true);
        of(payment, InFlight::isOfSale).forEach(Call::withdraw);
    }

    private static boolean isOfSale(Call call) {
        return call.operation.kind() == Operation.Kind.CREATE || call.operation.kind() == Operation.Kind.RESUME;
    }

    Optional<Call> of(UUID operation) {
        return Optional.ofNullable(calls.get(operation));
    }

    /** The sale that is on its way for a payment. */
    Optional<Call> create(UUID payment) {
        return of(payment, it -> it.operation.kind() == Operation.Kind.CREATE).findFirst();
    }

    private Stream<Call> of(UUID payment, Predicate<Call> which) {
        return calls.values().stream()
                .filter(it -> it.operation.paymentId().equals(payment))
                .filter(which);
    }

    List<Call> all() {
        return List.copyOf(calls.values());
    }
}
