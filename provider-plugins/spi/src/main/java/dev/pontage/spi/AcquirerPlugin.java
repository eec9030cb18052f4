package dev.pontage.spi;

import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import java.util.List;

/**
 * The front door of a plugin, found by {@link java.util.ServiceLoader}: one public class with a public constructor
 * without arguments, named in {@code META-INF/services/dev.pontage.spi.AcquirerPlugin}.
 *
 * <p>The host makes one instance per plugin version and calls it from several threads.
 */
public interface AcquirerPlugin {

    /** What this plugin is and can do. Always the same value; asked for once, when the jar is loaded. */
    PluginDescriptor descriptor();

    /**
     * Tries the settings with a harmless call to the acquirer, for the button "test connection". Never moves money.
     *
     * @return every problem found, empty if all is well; an {@link AcquirerException} means that it could not be tried
     */
    default List<SettingsSchema.Problem> check(Settings settings, AcquirerContext context) {
        return List.of();
    }

    /**
     * Makes the acquirer of one affiliation. Called again whenever its settings change; must not call out. The settings
     * have passed the schema.
     */
    Acquirer open(Settings settings, AcquirerContext context);
}
