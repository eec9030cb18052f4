package dev.pontage.acquirer;

import dev.pontage.spi.PluginDescriptor.Accepted;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One affiliation's line to its acquirer, as far as the acquirer's side needs it.
 *
 * @param pinnedVersion empty for the newest
 * @param settingsVersion changes whenever the settings do; as long as it stays the same, the opened acquirer is used again
 * @param settings decrypted when they are asked for, which is only when the acquirer is opened
 * @param webhookUrl where the acquirer's webhooks for this affiliation arrive
 * @param accepted what the merchant counts as done that the acquirer has only taken in; the rest is the plugin's to say
 */
public record Line(
        UUID affiliationId,
        String pluginId,
        Optional<String> pinnedVersion,
        String settingsVersion,
        Supplier<Map<String, String>> settings,
        boolean test,
        String webhookUrl,
        Map<ChangeKind, Accepted> accepted) {

    /** The same with other settings, which open an acquirer of their own. */
    public Line with(UUID id, String version, Supplier<Map<String, String>> otherSettings) {
        return new Line(id, pluginId, pinnedVersion, version, otherSettings, test, webhookUrl, accepted);
    }

    @Override
    public String toString() {
        return "Line[" + affiliationId + ", " + pluginId
                + pinnedVersion.map(it -> " " + it).orElse("") + "]";
    }
}
