package dev.pontage.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One breaker per name: an affiliation with its acquirer, or a host that takes callbacks. */
@Component
public class Breakers {
    /**
     * Half of the last 20 calls, once there were 10: fewer would open on bad luck. 15 seconds are a retry of a payment
     * away, so that nobody waits longer for a breaker than for VTEX's next try. One probe at a time: somebody who is
     * getting up again is not run over.
     */
    static final CircuitBreakerConfig CONFIG = config(50);

    private final CircuitBreakerConfig config;

    /** Many more than a node talks to; who was not called for an hour starts anew. */
    private final Cache<String, Breaker> breakers = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    /** With the usual threshold. */
    public Breakers() {
        this(CONFIG.getFailureRateThreshold());
    }

    @Autowired
    Breakers(@Value("${pontage.breaker.failure-rate:50}") float failureRate) {
        config = config(failureRate);
    }

    private static CircuitBreakerConfig config(float failureRate) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(failureRate)
                .waitDurationInOpenState(Duration.ofSeconds(15))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    /** The breaker of that name. */
    public Breaker of(String name) {
        return breakers.get(name, it -> new Breaker(CircuitBreaker.of(it, config), System::nanoTime));
    }

    /** Those that do not let everything through, by name, with their state. */
    public Map<String, String> notClosed() {
        var states = new TreeMap<String, String>();
        breakers.asMap().forEach((name, breaker) -> {
            if (!breaker.state().equals("closed")) {
                states.put(name, breaker.state());
            }
        });
        return states;
    }
}
