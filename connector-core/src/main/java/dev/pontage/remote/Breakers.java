package dev.pontage.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** One breaker per name: an affiliation with its acquirer, or a host that takes callbacks. */
@Component
public class Breakers {
    /**
     * Half of the last 20 calls, once there were 10: fewer would open on bad luck. 15 seconds are a retry of a payment
     * away, so that nobody waits longer for a breaker than for VTEX's next try.
     */
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(15))
            .permittedNumberOfCallsInHalfOpenState(3)
            .build());

    /** The breaker of that name. */
    public Breaker of(String name) {
        return new Breaker(registry.circuitBreaker(name));
    }
}
