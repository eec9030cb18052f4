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
    private volatile Optional<CardData> card = Optional.empty();
    private volatile Optional<URI> secureProxy = Optional.empty();

    /** For one affiliation, told apart by its webhook address. */
    public TestContext(SettableClock clock, URI webhookUrl, Set<String> hosts) {
        this.clock = clock;
        this.webhookUrl = webhookUrl;
        this.hosts = Set.copyOf(hosts);
    }

    /** The card whose placeholders the next requests may carry. */
    public void lend(CardData data, Optional<URI> proxy) {
        card = Optional.of(data);
        secureProxy = proxy;
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
            return HTTP.send(request, new Call(hosts, card, secureProxy, Duration.ofSeconds(10)));
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
