package dev.pontage.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Stops calls to somebody who keeps failing, or who keeps everybody waiting, and lets one through now and then. */
public final class Breaker {
    /** So many calls that hang for so long, and none that was answered meanwhile: he is not there. */
    private static final int HANGING = 10;

    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final CircuitBreaker breaker;
    /** When the calls that are under way began; oldest first, nearly. */
    private final ConcurrentLinkedQueue<Long> underWay = new ConcurrentLinkedQueue<>();

    private final LongSupplier nanos;
    private volatile long answeredAt;

    Breaker(CircuitBreaker breaker, LongSupplier nanos) {
        this.breaker = breaker;
        this.nanos = nanos;
        this.answeredAt = nanos.getAsLong() - HANGS_NANOS;
    }

    /** Whether a call may be made; if so, exactly one of the other three must follow. */
    public boolean enter() {
        if (hangs() && breaker.getState() == CircuitBreaker.State.CLOSED) {
            breaker.transitionToOpenState();
        }
        var in = breaker.tryAcquirePermission();
        if (in) {
            underWay.add(nanos.getAsLong());
        }
        return in;
    }

    /** The call was answered. */
    public void answered(Duration took) {
        underWay.poll();
        answeredAt = nanos.getAsLong();
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The call failed through the other side's fault. */
    public void failed(Duration took) {
        underWay.poll();
        breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, Failed.INSTANCE);
    }

    /** The call says nothing about the other side. */
    public void saysNothing() {
        underWay.poll();
        breaker.releasePermission();
    }

    /** Whether calls are stopped at the moment. */
    public boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** As the metrics and the admin show it. */
    public String state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> "closed";
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "half-open";
        };
    }

    /** Calls that hang report nothing until their time is up, which may be a minute: hence a look at their age. */
    private boolean hangs() {
        var now = nanos.getAsLong();
        if (now - answeredAt < HANGS_NANOS) {
            return false;
        }
        var old = 0;
        for (var began : underWay) {
            if (now - began >= HANGS_NANOS && ++old >= HANGING) {
                return true;
            }
        }
        return false;
    }

    /** Stands for every failure: a real one would keep its plugin's class loader alive. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final Failed INSTANCE = new Failed();

        private Failed() {
            super("failed", null, false, false);
        }
    }
}
