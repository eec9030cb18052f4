package dev.pontage.affiliation;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** To whom a browser that carries a code may be sent: anybody else could pick up a merchant's credentials. */
@Component
class VtexHosts {
    private static final int LONGEST = 2_000;

    private final List<String> hosts;
    private final boolean privateNetwork;

    VtexHosts(
            @Value(
                            "${pontage.vtex-hosts:vtexpayments.com.br,vtexpayments.com,vtexcommercestable.com.br,myvtex.com,vtex.com,vtex.com.br}")
                    List<String> hosts,
            @Value("${pontage.allow-private-network:false}") boolean privateNetwork) {
        this.hosts = hosts;
        this.privateNetwork = privateNetwork;
    }

    boolean allows(String url) {
        try {
            var uri = URI.create(url);
            var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            var plain = uri.getUserInfo() == null && uri.getFragment() == null && url.length() <= LONGEST;
            return plain && ("https".equals(uri.getScheme()) && isVtex(host) || privateNetwork && isOurs(uri, host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isVtex(String host) {
        return hosts.stream().map(String::strip).anyMatch(it -> host.equals(it) || host.endsWith("." + it));
    }

    /** A pretended VTEX on this machine. */
    private static boolean isOurs(URI uri, String host) {
        return "http".equals(uri.getScheme()) && (host.equals("localhost") || host.equals("127.0.0.1"));
    }
}
