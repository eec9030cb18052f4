package dev.pontage.admin.plugin;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.plugin.Quarantine;
import dev.pontage.spi.Capability;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The plugins with all their versions. */
@Controller
@RequestMapping("/admin/plugins")
class PluginController {
    private final Plugins plugins;
    private final Audit audit;

    PluginController(Plugins plugins, Audit audit) {
        this.plugins = plugins;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(Model model) {
        model.addAttribute("plugins", plugins.list());
        model.addAttribute("matrices", matrices());
        model.addAttribute("problems", plugins.problems());
        model.addAttribute("shutOut", shutOut());
        model.addAttribute("capabilities", Capability.values());
        return "plugin/list";
    }

    /** By a plugin's id and version. */
    private Map<String, List<Quarantine>> shutOut() {
        return plugins.quarantines().stream().collect(Collectors.groupingBy(it -> it.plugin() + " " + it.version()));
    }

    /** By a plugin's id; those without any report have none. */
    private Map<String, Matrix> matrices() {
        return plugins.list().stream()
                .collect(Collectors.groupingBy(LoadedPlugin::id, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(it -> Map.entry(it.getKey(), Matrix.of(it.getValue())))
                .filter(it -> !it.getValue().rows().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    @PostMapping
    @Needs(Permission.PLATFORM)
    String upload(@RequestParam Optional<MultipartFile> jar, RedirectAttributes flash) throws IOException {
        if (jar.filter(it -> !it.isEmpty()).isEmpty()) {
            flash.addFlashAttribute("problem", "upload.empty");
            return "redirect:/admin/plugins";
        }
        var name = Optional.ofNullable(jar.get().getOriginalFilename()).orElse("uploaded.jar");
        try {
            var added = plugins.add(name, jar.get().getBytes());
            audit.note("plugin.upload", added.toString(), name + " " + added.sha256());
            flash.addFlashAttribute("done", "done.uploaded");
        } catch (Rejection e) {
            flash.addFlashAttribute("problem", "upload.refused");
            flash.addFlashAttribute("problemDetail", sentence(e));
        }
        return "redirect:/admin/plugins";
    }

    @PostMapping("/{id}/{version}/removal")
    @Needs(Permission.PLATFORM)
    String remove(@PathVariable String id, @PathVariable String version, RedirectAttributes flash) {
        try {
            plugins.remove(id, version);
            audit.note("plugin.remove", id + " " + version, "taken away");
            flash.addFlashAttribute("done", "done.unloaded");
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.NOT_FOUND) {
                throw e;
            }
            flash.addFlashAttribute("problem", "upload.refused");
            flash.addFlashAttribute("problemDetail", sentence(e));
        }
        return "redirect:/admin/plugins";
    }

    @PostMapping("/{id}/{version}/release")
    @Needs(Permission.PLATFORM)
    String release(@PathVariable String id, @PathVariable String version, RedirectAttributes flash) {
        plugins.release(id, version);
        audit.note("plugin.release", id + " " + version, "takes calls again");
        flash.addFlashAttribute("done", "done.released");
        return "redirect:/admin/plugins";
    }

    private static String sentence(Rejection e) {
        return e.problems().stream()
                .map(Rejection.Problem::message)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        it -> it.isEmpty() ? String.valueOf(e.getMessage()) : String.join(" ", it)));
    }
}
