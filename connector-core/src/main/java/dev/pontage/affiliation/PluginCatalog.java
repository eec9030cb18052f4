package dev.pontage.affiliation;

import dev.pontage.spi.PluginDescriptor;
import java.util.Optional;

/** What can be affiliated with: the descriptors of the plugins that are loaded. */
@FunctionalInterface
public interface PluginCatalog {
    /** The newest version's descriptor. */
    Optional<PluginDescriptor> descriptor(String plugin);
}
