package dev.pontage.acquirer;

import dev.pontage.remote.FairPlaces;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.transport.Call;
import dev.pontage.transport.HttpTransport;
import java.time.Duration;
import java.util.Locale;

/** The way out of all plugins, with so many places that no host in trouble holds them all. */
final class Road {
    private static final int PLACES = 512;

    private final HttpTransport http;
    private final FairPlaces hosts = new FairPlaces(PLACES);

    Road(HttpTransport http) {
        this.http = http;
    }

    Response send(Request request, Call call) {
        var host = String.valueOf(request.uri().getHost()).toLowerCase(Locale.ROOT);
        var place = hosts.enter(host);
        if (place.isEmpty()) {
            throw AcquirerException.notBefore(
                    Duration.ofSeconds(1), "not sent: as many requests as may be are under way to " + host);
        }
        try {
            return http.send(request, call);
        } finally {
            place.get().run();
        }
    }
}
