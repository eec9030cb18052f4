package dev.pontage.testkit;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import dev.pontage.spi.PluginDescriptor.Timing;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A plugin that declares nearly everything and does it well, but for the faults it is given. */
final class TinyPlugin implements AcquirerPlugin {
    private static final Text TEXT = Text.same("x");
    private final Set<Fault> faults;

    TinyPlugin(Set<Fault> faults) {
        this.faults = faults;
    }

    @Override
    public PluginDescriptor descriptor() {
        var capabilities = EnumSet.complementOf(EnumSet.of(Capability.INBOUND, Capability.RESUME, Capability.SPLIT));
        if (faults.contains(Fault.REFUNDS_UNDECLARED)) {
            capabilities.removeAll(Set.of(Capability.REFUND, Capability.PARTIAL_REFUND));
        }
        return new PluginDescriptor(
                "tiny",
                "Tiny",
                "1.0.0",
                List.of(Method.card("Visa"), new Method("Pix", Flow.PIX, SplitStage.DISABLED, true, Optional.empty())),
                capabilities,
                SettingsSchema.of(
                        Setting.required("key", Setting.Type.SECRET, TEXT, TEXT),
                        Setting.required("apiBaseUrl", Setting.Type.URL, TEXT, TEXT)),
                Set.of(),
                new Timing(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofSeconds(5), Duration.ZERO));
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new TinyAcquirer(settings, context, faults);
    }
}
