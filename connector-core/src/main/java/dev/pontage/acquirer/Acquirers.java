package dev.pontage.acquirer;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.transport.CardData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The door to acquirers. Never throws because of a plugin, and never waits longer than it is told. */
public interface Acquirers {

    /** What the line's plugin says of itself; empty if that plugin or version is not installed. */
    Optional<PluginDescriptor> descriptor(Line line);

    /**
     * Why a call would not be made at the moment, for staff; empty if it would. Asked before anything is written down, so
     * that what cannot be sent need not be kept.
     */
    Optional<String> closed(Line line);

    /** What keeps a line shut. Nothing but a person mends it, unlike what {@link #closed} tells. */
    enum Shut {
        NOT_INSTALLED,
        QUARANTINED,
        /** Its settings are kept under a key that is not at hand, or are not what its plugin reads. */
        SEALED
    }

    /** Why nobody can be asked on a line until somebody mends it; empty if it can be opened. Calls nobody. */
    Optional<Shut> shut(Line line);

    /**
     * Calls one verb and waits for its answer.
     *
     * @param card whose placeholders stand in the command; the caller wipes it once this has returned
     * @param secureProxy VTEX's proxy, through which requests that carry the card's tokens leave
     * @param budget how long the acquirer may take in all
     * @param verb runs on a thread of the plugin: do nothing in it but call the verb
     */
    <T> Answer<T> ask(
            Line line, Optional<CardData> card, Optional<URI> secureProxy, Duration budget, Function<Acquirer, T> verb);

    /**
     * Lets the plugin read a webhook. Anybody can send one, so what comes of it says nothing about the acquirer: no
     * breaker hears of it, and none keeps it back.
     */
    Answer<WebhookEvent.Verdict> receive(Line line, WebhookRequest request, Duration within);

    /** Tries the line's settings with a harmless call: the button "test connection". */
    Answer<List<SettingsSchema.Problem>> check(Line line);
}
