package dev.pontage.torture.plugin;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.Timing;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the three plugins have in common. */
final class Described {
    private static final Text ADDRESS = Text.same("Address");

    private Described() {}

    static PluginDescriptor as(String id, Capability... more) {
        var capabilities = EnumSet.of(
                Capability.CANCEL,
                Capability.CANCEL_BY_REFERENCE,
                Capability.SETTLE,
                Capability.PARTIAL_SETTLE,
                Capability.MULTIPLE_SETTLE,
                Capability.REFUND,
                Capability.PARTIAL_REFUND);
        capabilities.addAll(List.of(more));
        var replay = capabilities.contains(Capability.REPLAY) ? Duration.ofDays(1) : Duration.ZERO;
        return new PluginDescriptor(
                id,
                id,
                "1.0.0",
                List.of(Method.card("Visa")),
                capabilities,
                SettingsSchema.of(Setting.required("apiBaseUrl", Setting.Type.URL, ADDRESS, ADDRESS)),
                Set.of(),
                new Timing(settlingTime(), replay, Duration.ofSeconds(1), Duration.ZERO));
    }

    /** Longer than what is late is late; the run that makes the jar writes it beside the classes. */
    private static Duration settlingTime() {
        try (var in = Objects.requireNonNull(Described.class.getResourceAsStream("settling-seconds"))) {
            return Duration.ofSeconds(Long.parseLong(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
