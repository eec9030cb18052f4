package dev.pontage.homologation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at, and with what.
 *
 * @param serviceUrl as it would be given to VTEX
 * @param callbackAddress where the connector reaches our receiver; empty: this machine
 * @param callbackPort where our receiver listens; 0: any free port
 * @param methods to run the flows with; empty: what the manifest offers
 * @param patience how long a callback may take
 * @param sandbox whether the amounts that the sandbox plugin understands may be used
 */
public record Target(
        URI serviceUrl,
        String appKey,
        String appToken,
        Optional<URI> callbackAddress,
        int callbackPort,
        List<String> methods,
        Duration patience,
        boolean sandbox) {
    /** The usual one: everything on this machine. */
    public static Target of(URI serviceUrl, String appKey, String appToken) {
        return new Target(serviceUrl, appKey, appToken, Optional.empty(), 0, List.of(), Duration.ofSeconds(15), false);
    }

    /** The same with the sandbox's amounts. */
    public Target withSandbox() {
        return new Target(serviceUrl, appKey, appToken, callbackAddress, callbackPort, methods, patience, true);
    }

    /** The same with another patience for callbacks: a busy machine needs more. */
    public Target withPatience(Duration time) {
        return new Target(serviceUrl, appKey, appToken, callbackAddress, callbackPort, methods, time, sandbox);
    }

    URI at(String path) {
        var base = serviceUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return "Target[" + serviceUrl + "]";
    }
}
