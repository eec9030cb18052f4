package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.PluginProblem;
import dev.pontage.plugin.Plugins;
import dev.pontage.plugin.Quarantine;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is installed. */
@RestController
@RequestMapping("/api/v1/plugins")
class PluginsEndpoint {
    /** As large as a form may bring one. */
    private static final int LARGEST = 64 << 20;

    private final Plugins plugins;
    private final Audit audit;

    PluginsEndpoint(Plugins plugins, Audit audit) {
        this.plugins = plugins;
        this.audit = audit;
    }

    /**
     * A plugin; the contract's result is known for jars that were checked when they were built.
     *
     * @param state and problem on this node
     * @param quarantines on any node
     */
    record View(
            String id,
            String name,
            String version,
            LoadedPlugin.State state,
            Optional<String> problem,
            List<Quarantine> quarantines,
            SortedSet<Capability> capabilities,
            List<PluginDescriptor.Method> paymentMethods,
            List<Setting> settings,
            String contractTest,
            String jar,
            String sha256) {
        static View of(LoadedPlugin it, List<Quarantine> quarantines) {
            return new View(
                    it.id(),
                    it.descriptor().name(),
                    it.version(),
                    it.state(),
                    it.problem(),
                    quarantines.stream().filter(other -> other.isOf(it)).toList(),
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
        var quarantines = plugins.quarantines();
        return plugins.list().stream().map(it -> View.of(it, quarantines)).toList();
    }

    /** Every jar that is not used, with the sentence that says why. */
    @GetMapping("/problems")
    @Needs(Permission.READ)
    List<PluginProblem> problems() {
        return plugins.problems();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.PLATFORM)
    View add(@RequestParam(defaultValue = "uploaded.jar") String fileName, @RequestBody byte[] jar) {
        if (jar.length > LARGEST) {
            throw Rejection.invalid("jar", "A jar has at most " + (LARGEST >> 20) + " MB.");
        }
        var added = plugins.add(fileName, jar);
        audit.note("plugin.upload", added.toString(), fileName + " " + added.sha256());
        return View.of(added, List.of());
    }

    /** Takes an uploaded version away from all nodes; calls in flight finish on it. */
    @DeleteMapping("/{id}/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.PLATFORM)
    void remove(@PathVariable String id, @PathVariable String version) {
        plugins.remove(id, version);
        audit.note("plugin.remove", id + " " + version, "taken away");
    }

    /** Lets a version that was shut out take calls again, on all nodes. */
    @DeleteMapping("/{id}/{version}/quarantine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.PLATFORM)
    void release(@PathVariable String id, @PathVariable String version) {
        plugins.release(id, version);
        audit.note("plugin.release", id + " " + version, "takes calls again");
    }
}
