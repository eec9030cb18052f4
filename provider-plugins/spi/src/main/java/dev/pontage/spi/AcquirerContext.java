package dev.pontage.spi;

import java.net.URI;
import java.time.Clock;

/** What the host lends to a plugin. Everything else a plugin might reach for is refused when its jar is loaded. */
public interface AcquirerContext {

    /** The only road out. It works while the host is calling the plugin, not when a line is opened and not afterwards. */
    Transport transport();

    /** The only clock. Tests move it. */
    Clock clock();

    /** Where the acquirer sends its webhooks for this affiliation. */
    URI webhookUrl();

    /** Whether the affiliation is in the test environment. */
    boolean test();

    /** For the operator: redacted and kept with the affiliation's log. Never put shopper data into it. */
    void log(String message);

    /**
     * A small store that is shared by the calls of this affiliation on this node, for access tokens and the like. Values
     * vanish when the plugin is reloaded; never keep a payment's facts here.
     */
    Cache cache();

    /** See {@link AcquirerContext#cache()}. */
    interface Cache {
        /** The value, made anew when it is absent or past its time; made once also when many ask at the same time. */
        String get(String key, java.util.function.Supplier<Fresh> maker);

        /** Forgets a value, for instance a token that the acquirer no longer takes. */
        void forget(String key);

        /** A value and for how long it holds. */
        record Fresh(String value, java.time.Duration holds) {}
    }
}
