package dev.pontage.acquirer;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport;
import dev.pontage.spi.payment.CardField;
import dev.pontage.transport.Call;
import java.net.URI;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one affiliation's acquirer is lent. */
final class LentContext implements AcquirerContext {
    /** The call that the current thread of a plugin is busy with. */
    static final ScopedValue<Call> CALL = ScopedValue.newInstance();

    private final Line line;
    private final Road road;
    private final Clock clock;
    private final Logger log;
    private final LentCache cache;
    private final URI webhookUrl;

    LentContext(Line line, Road road, Clock clock) {
        this.line = line;
        this.road = road;
        this.clock = clock;
        this.log = LoggerFactory.getLogger("plugin." + line.pluginId());
        this.cache = new LentCache(clock);
        this.webhookUrl = URI.create(line.webhookUrl());
    }

    @Override
    public Transport transport() {
        return new Transport() {
            @Override
            public Response send(Request request) {
                return road.send(request, current());
            }

            @Override
            public CardField derive(String name, Json formula) {
                return road.derive(name, formula, current());
            }
        };
    }

    private static Call current() {
        if (!CALL.isBound()) {
            throw AcquirerException.notApplied("not sent: a plugin may call out only while it is being called");
        }
        return CALL.get();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public URI webhookUrl() {
        return webhookUrl;
    }

    @Override
    public boolean test() {
        return line.test();
    }

    @Override
    public void log(String message) {
        log.info("[{}] {}", line.affiliationId(), Harmless.text(message));
    }

    @Override
    public Cache cache() {
        return cache;
    }
}
