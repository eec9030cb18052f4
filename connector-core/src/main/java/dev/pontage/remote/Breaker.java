package dev.pontage.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Stops calls to somebody who keeps failing, or who keeps everybody waiting, and lets one through now and then. */
public final class Breaker {
    /** So many calls that hang for so long, and none that was answered meanwhile: he is not there. */
    private static final int HANGING = 10;

    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** From being let pass to calling lies a transaction or two. */
    private static final long PROMISED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CircuitBreaker breaker;
    /** When the calls that are under way began; oldest first, nearly. */
    private final ConcurrentLinkedQueue<Long> underWay = new ConcurrentLinkedQueue<>();

    private final LongSupplier nanos;
    private volatile long answeredAt;
    private volatile long openUntil;
    private volatile boolean probing;
    /** When somebody was last told that he may be the probe. */
    private final AtomicLong promisedAt;

    Breaker(CircuitBreaker breaker, LongSupplier nanos) {
        this.breaker = breaker;
        this.nanos = nanos;
        this.answeredAt = nanos.getAsLong() - HANGS_NANOS;
        this.promisedAt = new AtomicLong(nanos.getAsLong() - PROMISED_NANOS);
        breaker.getEventPublisher().onStateTransition(it -> moved(it.getStateTransition()));
    }

    private void moved(CircuitBreaker.StateTransition to) {
        probing = false;
        if (to.getToState() == CircuitBreaker.State.OPEN) {
            var wait = breaker.getCircuitBreakerConfig()
                    .getWaitIntervalFunctionInOpenState()
                    .apply(1);
            openUntil = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(wait);
        }
    }

    /**
     * Whether a call would be stopped: for those who would rather not begin. When the time has come for a probe, one who
     * asks is let pass, and the others wait for what becomes of it.
     */
    public boolean wouldStop() {
        openIfItHangs();
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> false;
            case FORCED_OPEN -> true;
            case OPEN -> nanos.getAsLong() - openUntil < 0 || !promised();
            case HALF_OPEN -> probing || !promised();
        };
    }

    private boolean promised() {
        var now = nanos.getAsLong();
        var before = promisedAt.get();
        return now - before >= PROMISED_NANOS && promisedAt.compareAndSet(before, now);
    }

    /** Whether a call may be made; if so, exactly one of the other three must follow. */
    public boolean enter() {
        openIfItHangs();
        var in = breaker.tryAcquirePermission();
        if (in) {
            underWay.add(nanos.getAsLong());
            probing = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
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
        probing = false;
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

    private void openIfItHangs() {
        if (hangs() && breaker.getState() == CircuitBreaker.State.CLOSED) {
            breaker.transitionToOpenState();
        }
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
