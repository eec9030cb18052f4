package dev.pontage.torture.plugin;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Settings;

/** It finds a payment by our reference, and the same key sent again takes effect again. */
public final class AskingPlugin implements AcquirerPlugin {
    @Override
    public PluginDescriptor descriptor() {
        return Described.as("judge-asking", Capability.INQUIRE);
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new JudgeAcquirer(settings, context, false);
    }
}
