package dev.pontage.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Breakers as they are, in a time that somebody else makes. */
public final class VirtualBreakers {
    private VirtualBreakers() {}

    /** A breaker with the usual threshold. */
    public static Breaker at(LongSupplier nanos) {
        InstantSource time = () -> Instant.EPOCH.plusNanos(nanos.getAsLong());
        Clock clock = time.withZone(ZoneOffset.UTC);
        var config = CircuitBreakerConfig.from(Breakers.CONFIG).clock(clock).build();
        return new Breaker(CircuitBreaker.of("acquirer", config), nanos);
    }
}
