package dev.pontage.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Makes the process connect to the very addresses that {@link EgressGuard} has judged: whoever answers for a name cannot
 * say one thing to the guard and another to the connection a moment later. Names that were not judged resolve as usual.
 */
public final class PinnedAddresses extends InetAddressResolverProvider {
    /** Judged again after this long, so that a name may move. */
    private static final long FRESH_NANOS = 30_000_000_000L;
    /** Longer, so that whatever was judged fresh still stands when its connection is made. */
    private static final long KEPT_NANOS = 2 * FRESH_NANOS;
    /** More hosts than a node calls; beyond it the oldest knowledge goes. */
    private static final int MOST = 10_000;

    private static final ConcurrentHashMap<String, Pin> PINS = new ConcurrentHashMap<>();

    private record Pin(List<InetAddress> addresses, long at) {
        boolean holds(long nanos) {
            return System.nanoTime() - at < nanos;
        }
    }

    /** For the JDK, which finds it as a service. */
    public PinnedAddresses() {}

    static Optional<List<InetAddress>> fresh(String host) {
        return Optional.ofNullable(PINS.get(key(host)))
                .filter(it -> it.holds(FRESH_NANOS))
                .map(Pin::addresses);
    }

    static void pin(String host, InetAddress[] addresses) {
        if (PINS.size() >= MOST) {
            PINS.values().removeIf(it -> !it.holds(KEPT_NANOS));
        }
        PINS.put(key(host), new Pin(List.of(addresses), System.nanoTime()));
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                var pin = PINS.get(key(host));
                return pin != null && pin.holds(KEPT_NANOS)
                        ? pin.addresses().stream()
                        : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "pontage";
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
