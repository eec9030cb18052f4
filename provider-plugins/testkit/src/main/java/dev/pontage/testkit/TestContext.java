package dev.pontage.testkit;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport;
import dev.pontage.transport.Call;
import dev.pontage.transport.CardData;
import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What the host lends, for tests: the real transport, a clock that is moved by hand, a log that can be read. */
public final class TestContext implements AcquirerContext {
    private static final HttpTransport HTTP = new HttpTransport(new EgressGuard(true));

    private final SettableClock clock;
    private final URI webhookUrl;
    private final Set<String> hosts;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, Cache.Fresh> cached = new ConcurrentHashMap<>();
    private final List<Lent> lent = new CopyOnWriteArrayList<>();

    private record Lent(CardData card, Optional<URI> proxy) {}

    /** For one affiliation, told apart by its webhook address. */
    public TestContext(SettableClock clock, URI webhookUrl, Set<String> hosts) {
        this.clock = clock;
        this.webhookUrl = webhookUrl;
        this.hosts = Set.copyOf(hosts);
    }

    /** A card whose placeholders later requests may carry. */
    public void lend(CardData card, Optional<URI> proxy) {
        lent.add(new Lent(card, proxy));
    }

    /** What the plugin wrote into its log. */
    public List<String> logged() {
        return List.copyOf(log);
    }

    @Override
    public Transport transport() {
        return request -> {
            if (hosts.isEmpty()) {
                throw AcquirerException.notApplied("this plugin names no host");
            }
            var carried = lent.stream()
                    .filter(it -> request.body().filter(it.card()::isIn).isPresent())
                    .findFirst();
            var call = new Call(hosts, carried.map(Lent::card), carried.flatMap(Lent::proxy), Duration.ofSeconds(10));
            return HTTP.send(request, call);
        };
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public URI webhookUrl() {
        return webhookUrl;
    }

    @Override
    public boolean test() {
        return true;
    }

    @Override
    public void log(String message) {
        log.add(message);
    }

    @Override
    public Cache cache() {
        return new Cache() {
            @Override
            public String get(String key, Supplier<Fresh> maker) {
                return cached.computeIfAbsent(key, absent -> maker.get()).value();
            }

            @Override
            public void forget(String key) {
                cached.remove(key);
            }
        };
    }
}
