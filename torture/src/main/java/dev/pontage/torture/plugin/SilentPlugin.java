package dev.pontage.torture.plugin;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Settings;

/** It can neither be asked nor told again. */
public final class SilentPlugin implements AcquirerPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return Described.as("judge-silent");
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new JudgeAcquirer(settings, context, false);
    }
}
