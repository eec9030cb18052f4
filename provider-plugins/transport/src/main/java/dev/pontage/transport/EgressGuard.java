package dev.pontage.transport;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says no to addresses that nobody outside should make us call: our own machine, private networks, a cloud's metadata
 * service. Names are judged by what they resolve to, and what was judged is what a connection is made to.
 */
public final class EgressGuard {
    private final boolean allowPrivate;
    private final Resolver resolver;

    /** How names become addresses; tests bring their own. */
    public interface Resolver {
        /** All addresses of a name. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** With the JDK's own resolution. */
    public EgressGuard(boolean allowPrivate) {
        this(allowPrivate, InetAddress::getAllByName);
    }

    /** With a resolution of one's own. */
    public EgressGuard(boolean allowPrivate, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /** Why this address must not be called, or nothing. */
    public Optional<String> objection(URI uri) {
        var host = uri.getHost();
        if (host == null) {
            return Optional.of("the address has no host");
        }
        if (!"https".equals(uri.getScheme()) && !(allowPrivate && "http".equals(uri.getScheme()))) {
            return Optional.of("only https may be called, not " + uri.getScheme() + " (" + host + ")");
        }
        return allowPrivate ? Optional.empty() : objectionToAddress(host);
    }

    /** The same, and the host must be one of those given. */
    public Optional<String> objection(URI uri, Set<String> hosts) {
        return objectionToHost(uri, hosts).or(() -> objection(uri));
    }

    /** Only whether the host is one of those given: VTEX's proxy resolves it, not we. */
    static Optional<String> objectionToHost(URI uri, Set<String> hosts) {
        var host = uri.getHost();
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("the host " + host + " is neither in the plugin's descriptor nor in a URL setting");
    }

    private Optional<String> objectionToAddress(String host) {
        if (PinnedAddresses.fresh(host).isPresent()) {
            return Optional.empty();
        }
        try {
            var addresses = resolver.resolve(host);
            for (var address : addresses) {
                if (isPrivate(address)) {
                    return Optional.of(host + " resolves to a private address");
                }
            }
            PinnedAddresses.pin(host, addresses);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("the host " + host + " is not known");
        }
    }

    static boolean isPrivate(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        return bytes.length == 4 ? isSpecialV4(bytes[0] & 0xff, bytes[1] & 0xff) : isSpecialV6(bytes);
    }

    /** This network, carrier NAT (100.64/10), protocol assignments, benchmarks (198.18/15), reserved. */
    private static boolean isSpecialV4(int first, int second) {
        return first == 0
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0)
                || (first == 198 && (second == 18 || second == 19))
                || first >= 240;
    }

    /** Unique local (fc00::/7), and forms that carry an IPv4 address: NAT64, 6to4, Teredo. */
    private static boolean isSpecialV6(byte[] bytes) {
        var head = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        var next = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        return (head & 0xfe00) == 0xfc00
                || (head == 0x64 && next == 0xff9b)
                || head == 0x2002
                || (head == 0x2001 && next == 0)
                || head == 0;
    }
}
