package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is installed. */
@RestController
@RequestMapping("/api/v1/plugins")
class PluginsEndpoint {
    private final Plugins plugins;

    PluginsEndpoint(Plugins plugins) {
        this.plugins = plugins;
    }

    /** A plugin; the contract's result is known for jars that were checked when they were built. */
    record View(
            String id,
            String name,
            String version,
            LoadedPlugin.State state,
            Optional<String> problem,
            SortedSet<Capability> capabilities,
            List<PluginDescriptor.Method> paymentMethods,
            List<Setting> settings,
            String contractTest,
            String jar,
            String sha256) {
        static View of(LoadedPlugin it) {
            return new View(
                    it.id(),
                    it.descriptor().name(),
                    it.version(),
                    it.state(),
                    it.problem(),
                    new TreeSet<>(it.descriptor().capabilities()),
                    it.descriptor().methods(),
                    it.descriptor().settings().settings(),
                    contract(it),
                    it.jar(),
                    it.sha256());
        }
    }

    private static String contract(LoadedPlugin it) {
        return it.contract()
                .map(result -> result.problem()
                        .orElseGet(() -> "green: " + result.passed().size() + " checks hold, "
                                + result.skipped().size() + " had nothing to try"))
                .orElse("its jar carries no report");
    }

    @GetMapping
    @Needs(Permission.READ)
    List<View> list() {
        return plugins.list().stream().map(View::of).toList();
    }
}
