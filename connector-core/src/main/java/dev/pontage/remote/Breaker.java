package dev.pontage.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Stops calls to somebody who keeps failing, and lets a few through to see whether that is over. */
public final class Breaker {
    private final CircuitBreaker breaker;

    Breaker(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /** Whether a call may be made; if so, exactly one of the other three must follow. */
    public boolean enter() {
        return breaker.tryAcquirePermission();
    }

    /** The call was answered. */
    public void answered(Duration took) {
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The call failed through the other side's fault. */
    public void failed(Duration took) {
        breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, Failed.INSTANCE);
    }

    /** The call says nothing about the other side. */
    public void saysNothing() {
        breaker.releasePermission();
    }

    /** Whether calls are stopped at the moment. */
    public boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
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
