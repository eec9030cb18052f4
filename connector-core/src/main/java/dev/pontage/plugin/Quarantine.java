package dev.pontage.plugin;

import java.time.Instant;
import java.util.UUID;

/**
 * A version that one node has shut out.
 *
 * @param reason in one sentence
 */
public record Quarantine(UUID node, String plugin, String version, String reason, Instant since) {
    /** Whether it is this version that was shut out. */
    public boolean isOf(LoadedPlugin it) {
        return plugin.equals(it.id()) && version.equals(it.version());
    }
}
