package dev.pontage.acquirer;

import dev.pontage.remote.FairPlaces;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.payment.CardField;
import dev.pontage.transport.Call;
import dev.pontage.transport.HttpTransport;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The way out of all plugins, with so many places that no host in trouble holds them all. */
final class Road {
    private static final int PLACES = 512;

    private final HttpTransport http;
    private final FairPlaces hosts = new FairPlaces(PLACES);

    Road(HttpTransport http) {
        this.http = http;
    }

    Response send(Request request, Call call) {
        return through(String.valueOf(request.uri().getHost()), () -> http.send(request, call));
    }

    /** VTEX's hosts are shared by all that derive something, so they have places of their own. */
    CardField derive(String name, Json formula, Call call) {
        return through("derivations", () -> http.derive(name, formula, call));
    }

    private <T> T through(String name, Supplier<T> way) {
        var host = name.toLowerCase(Locale.ROOT);
        var place = hosts.enter(host);
        if (place.isEmpty()) {
            throw AcquirerException.notBefore(
                    Duration.ofSeconds(1), "not sent: as many requests as may be are under way to " + host);
        }
        try {
            return way.get();
        } finally {
            place.get().run();
        }
    }
}
