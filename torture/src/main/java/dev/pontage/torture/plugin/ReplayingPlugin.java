package dev.pontage.torture.plugin;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Settings;

/** It cannot be asked, but the same key takes effect once. */
public final class ReplayingPlugin implements AcquirerPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return Described.as("judge-replaying", Capability.REPLAY);
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new JudgeAcquirer(settings, context, true);
    }
}
