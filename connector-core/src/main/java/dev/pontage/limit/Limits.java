package dev.pontage.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Keeps each tenant within its allowance, on this node and in memory. A changed allowance holds from the next request on;
 * requests that are inside keep their place until they leave.
 */
@Component
public class Limits {
    /** More tenants than a node serves; one that was not heard of for this long starts with a full burst again. */
    private static final int MOST = 100_000;

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Cache<Key, Gate> gates =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FORGOTTEN).build();

    private record Key(UUID owner, Work work) {}

    /**
     * Asks to be let in.
     *
     * @param owner a tenant, or an affiliation for webhooks
     * @param patience how long the request may wait for its turn
     */
    public Entry enter(UUID owner, Work work, Allowance allowance, Duration patience) {
        return gates.asMap()
                .compute(
                        new Key(owner, work),
                        (key, gate) -> gate == null || !gate.isFor(allowance) ? new Gate(allowance) : gate)
                .enter(patience);
    }
}
