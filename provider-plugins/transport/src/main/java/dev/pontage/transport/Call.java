package dev.pontage.transport;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The circumstances of one call of a plugin's verb: what its requests may use, and what they left behind. */
public final class Call {
    private final Set<String> hosts;
    private final Optional<CardData> card;
    private final Optional<URI> secureProxy;
    private final Optional<ClientIdentity> identity;
    private final long endsAt;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /**
     * A call that begins now.
     *
     * @param hosts in lower case, those that may be reached
     */
    public Call(Set<String> hosts, Optional<CardData> card, Optional<URI> secureProxy, Duration budget) {
        this(hosts, card, secureProxy, Optional.empty(), budget);
    }

    /**
     * A call that begins now.
     *
     * @param identity shown to those of the hosts that want to see one; VTEX's proxy is never shown any
     */
    public Call(
            Set<String> hosts,
            Optional<CardData> card,
            Optional<URI> secureProxy,
            Optional<ClientIdentity> identity,
            Duration budget) {
        this.identity = identity;
        this.hosts = Set.copyOf(hosts);
        this.card = card;
        this.secureProxy = secureProxy;
        this.endsAt = System.nanoTime() + budget.toNanos();
    }

    /** What was sent so far. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** From now on nothing leaves, even if the plugin's thread is still at it. */
    public void end() {
        over = true;
    }

    Duration left() {
        return over ? Duration.ZERO : Duration.ofNanos(Math.max(0, endsAt - System.nanoTime()));
    }

    Set<String> hosts() {
        return hosts;
    }

    Optional<CardData> card() {
        return card;
    }

    Optional<URI> secureProxy() {
        return secureProxy;
    }

    Optional<ClientIdentity> identity() {
        return identity;
    }

    void record(Exchange exchange) {
        exchanges.add(exchange);
    }
}
