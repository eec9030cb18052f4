package dev.pontage.plugin;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plugins that are part of the process, for tests: one version each, found whatever version is asked for. */
public final class InProcess implements Plugins {
    private volatile List<LoadedPlugin> loaded;

    private InProcess(List<LoadedPlugin> loaded) {
        this.loaded = loaded;
    }

    public static InProcess of(List<AcquirerPlugin> all) {
        return new InProcess(all.stream().map(LoadedPlugin::of).toList());
    }

    /** One plugin that takes Visa and is opened by this. */
    public static InProcess one(String id, Function<AcquirerContext, Acquirer> open) {
        return of(List.of(plugin(id, open)));
    }

    private static AcquirerPlugin plugin(String id, Function<AcquirerContext, Acquirer> open) {
        return new AcquirerPlugin() {
            @Override
            public PluginDescriptor descriptor() {
                return new PluginDescriptor(
                        id,
                        id,
                        "1",
                        List.of(PluginDescriptor.Method.card("Visa")),
                        Set.of(),
                        SettingsSchema.of(),
                        Set.of(),
                        PluginDescriptor.Timing.USUAL);
            }

            @Override
            public Acquirer open(Settings settings, AcquirerContext context) {
                return open.apply(context);
            }
        };
    }

    /** Takes all of them out of the folder, as it were. */
    public void clear() {
        loaded = List.of();
    }

    /** Puts them into the folder again. */
    public void putBack(List<LoadedPlugin> taken) {
        loaded = taken;
    }

    @Override
    public Optional<LoadedPlugin> find(String id, Optional<String> version) {
        return loaded.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public List<LoadedPlugin> list() {
        return loaded;
    }

    @Override
    public List<PluginProblem> problems() {
        return List.of();
    }

    @Override
    public void whenRetired(Consumer<LoadedPlugin> listener) {}
}
