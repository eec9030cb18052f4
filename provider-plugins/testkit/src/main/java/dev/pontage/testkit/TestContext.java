package dev.pontage.testkit;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.payment.CardField;
import dev.pontage.transport.Call;
import dev.pontage.transport.CardData;
import dev.pontage.transport.ClientIdentity;
import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final SettableClock clock;
    private final URI webhookUrl;
    private final Set<String> hosts;
    private final boolean test;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Request> sent = new CopyOnWriteArrayList<>();
    private final Map<String, Kept> cached = new ConcurrentHashMap<>();
    private final List<Lent> lent = new CopyOnWriteArrayList<>();
    private volatile Optional<Detour> detour = Optional.empty();
    private volatile Optional<ClientIdentity> identity = Optional.empty();

    private record Kept(String value, Instant until) {}

    private record Lent(CardData card, Optional<URI> proxy) {}

    /** For one affiliation of the test environment, told apart by its webhook address. */
    public TestContext(SettableClock clock, URI webhookUrl, Set<String> hosts) {
        this(clock, webhookUrl, hosts, true);
    }

    TestContext(SettableClock clock, URI webhookUrl, Set<String> hosts, boolean test) {
        this.clock = clock;
        this.webhookUrl = webhookUrl;
        this.hosts = Set.copyOf(hosts);
        this.test = test;
    }

    /** A card whose placeholders later requests may carry. */
    public void lend(CardData card, Optional<URI> proxy) {
        lent.add(new Lent(card, proxy));
    }

    /** Shows this certificate to acquirers that want to see one. */
    public void identify(String pem) {
        identity = Optional.of(new ClientIdentity(pem));
    }

    /** What the plugin wrote into its log. */
    public List<String> logged() {
        return List.copyOf(log);
    }

    /** What the plugin sent, or tried to, as it wrote it: with placeholders. */
    public List<Request> sent() {
        return List.copyOf(sent);
    }

    /** From now on requests go through trouble. */
    void through(Detour trouble) {
        detour = Optional.of(trouble);
    }

    /** From now on they go straight again. */
    void straight() {
        detour = Optional.empty();
    }

    @Override
    public Transport transport() {
        return new Transport() {
            @Override
            public Response send(Request request) {
                return TestContext.this.send(request);
            }

            @Override
            public CardField derive(String name, Json formula) {
                var carried = lentIn(formula.toString());
                return HTTP.derive(name, formula, call(hosts, carried, BUDGET));
            }
        };
    }

    private Optional<Lent> lentIn(String text) {
        return lent.stream().filter(it -> it.card().isIn(text)).findFirst();
    }

    private Call call(Set<String> reachable, Optional<Lent> carried, Duration budget) {
        return new Call(reachable, carried.map(Lent::card), carried.flatMap(Lent::proxy), identity, budget);
    }

    private Response send(Request request) {
        sent.add(request);
        if (hosts.isEmpty()) {
            throw AcquirerException.notApplied("this plugin names no host");
        }
        var carried = lentIn(request.body().orElse("") + request.headers().values());
        var way = detour.filter(it -> it.troubles(request));
        var call = call(
                way.isPresent() ? Detour.and(hosts) : hosts,
                carried,
                way.map(Detour::budget).orElse(BUDGET));
        return HTTP.send(way.map(it -> it.sendTo(request, hosts)).orElse(request), call);
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
        return test;
    }

    @Override
    public void log(String message) {
        log.add(message);
    }

    private Kept kept(Cache.Fresh fresh) {
        return new Kept(fresh.value(), clock.instant().plus(fresh.holds()));
    }

    @Override
    public Cache cache() {
        return new Cache() {
            @Override
            public String get(String key, Supplier<Fresh> maker) {
                var now = clock.instant();
                return cached.compute(
                                key, (it, old) -> old != null && old.until().isAfter(now) ? old : kept(maker.get()))
                        .value();
            }

            @Override
            public void forget(String key) {
                cached.remove(key);
            }
        };
    }
}
