package dev.pontage.admin.connector;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.frame.Slice;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Directory;
import dev.pontage.affiliation.Manifests;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What VTEX publishes: service URL, plugins, what its ticket asks for. */
@Controller
@RequestMapping("/admin/connectors")
class ConnectorController {
    private static final int SHOWN = 25;

    private final Connectors connectors;
    private final Directory directory;
    private final Manifests manifests;
    private final Plugins plugins;
    private final ConnectorChanges changes;
    private final Errors.Reader errors;
    private final String publicUrl;

    ConnectorController(
            Connectors connectors,
            Directory directory,
            Manifests manifests,
            Plugins plugins,
            ConnectorChanges changes,
            Errors.Reader errors,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.connectors = connectors;
        this.directory = directory;
        this.manifests = manifests;
        this.plugins = plugins;
        this.changes = changes;
        this.errors = errors;
        this.publicUrl = publicUrl;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        var page = Slice.of(connectors.list(), Connector::slug, cursor);
        model.addAttribute("page", page);
        model.addAttribute("connectors", page.items());
        model.addAttribute("cursor", cursor);
        model.addAttribute("counts", directory.byConnector());
        model.addAttribute("publicUrl", publicUrl);
        return "connector/list";
    }

    @GetMapping("/new")
    @Needs(Permission.PLATFORM)
    String blank(Model model) {
        return form(ConnectorForm.blank(), Errors.NONE, Optional.empty(), model);
    }

    private String form(ConnectorForm typed, Errors problems, Optional<Connector> before, Model model) {
        model.addAttribute("form", typed);
        model.addAttribute("errors", problems);
        model.addAttribute("exists", before.isPresent());
        model.addAttribute("name", before.map(Connector::displayName).orElse(""));
        model.addAttribute("flags", ConnectorForm.FLAGS);
        model.addAttribute(
                "plugins",
                plugins.list().stream().map(LoadedPlugin::id).distinct().toList());
        return "connector/form";
    }

    @PostMapping
    @Needs(Permission.PLATFORM)
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, RedirectAttributes flash) {
        var id = Optional.ofNullable(fields.getFirst("id")).orElse("").strip();
        var typed = ConnectorForm.read(id, fields);
        try {
            changes.create(typed.draft());
        } catch (Rejection e) {
            return form(typed, errors.read(e), Optional.empty(), model);
        }
        flash.addFlashAttribute("done", "done.made");
        return to(id);
    }

    @GetMapping("/{id}/edit")
    @Needs(Permission.PLATFORM)
    String edit(@PathVariable String id, Model model) {
        var before = changes.existing(id);
        return form(ConnectorForm.of(before), Errors.NONE, Optional.of(before), model);
    }

    @PostMapping("/{id}/edit")
    @Needs(Permission.PLATFORM)
    String change(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            RedirectAttributes flash) {
        var before = changes.existing(id);
        var typed = ConnectorForm.read(id, fields);
        try {
            var draft = typed.draft();
            if (fields.containsKey("preview")) {
                var changed = before.changed(draft, connectors.methods(before.methods(), draft.plugins()));
                model.addAttribute("diff", ManifestDiff.of(manifests.of(before), manifests.of(changed)));
                return form(typed, Errors.NONE, Optional.of(before), model);
            }
            changes.change(draft);
        } catch (Rejection e) {
            return form(typed, errors.read(e), Optional.of(before), model);
        }
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    String one(@PathVariable String id, Model model) {
        return show(changes.existing(id), Errors.NONE, model);
    }

    private String show(Connector connector, Errors problems, Model model) {
        var id = connector.slug();
        model.addAttribute("errors", problems);
        model.addAttribute("connector", connector);
        model.addAttribute("flags", ConnectorForm.of(connector).flag());
        model.addAttribute("ticket", Ticket.of(connector, plugins));
        model.addAttribute("serviceUrl", publicUrl + "/ppp/" + id);
        model.addAttribute("manifest", ManifestDiff.pretty(manifests.of(connector)));
        var connected =
                directory.page(new Directory.Search(Optional.empty(), Optional.of(connector.id()), ""), "", SHOWN);
        model.addAttribute("affiliations", connected.items());
        model.addAttribute("more", connected.next().isPresent());
        return "connector/one";
    }

    @GetMapping("/{id}/methods")
    @Needs(Permission.READ)
    String methods(@PathVariable String id, Model model) {
        var connector = changes.existing(id);
        return methods(connector, connector.methods(), model);
    }

    private static String methods(Connector connector, List<Connector.Method> shown, Model model) {
        model.addAttribute("connector", connector);
        model.addAttribute("methods", shown);
        return "connector/methods";
    }

    @PostMapping("/{id}/methods")
    @Needs(Permission.PLATFORM)
    String changeMethods(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            RedirectAttributes flash) {
        var before = changes.existing(id);
        var on = Optional.ofNullable(fields.get("enabled")).orElse(List.of());
        var wanted = before.methods().stream()
                .map(it -> new Connector.Method(
                        it.name(),
                        on.contains(it.name()),
                        Optional.ofNullable(fields.getFirst("split." + it.name()))
                                .orElse(it.allowsSplit())))
                .toList();
        if (fields.containsKey("preview")) {
            model.addAttribute("diff", ManifestDiff.of(manifests.of(before), manifests.of(before.listing(wanted))));
            return methods(before, wanted, model);
        }
        changes.changeMethods(before, wanted);
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @PostMapping("/{id}/suspension")
    @Needs(Permission.PLATFORM)
    String suspend(
            @PathVariable String id,
            @RequestParam boolean suspended,
            @RequestParam(defaultValue = "") String typed,
            Model model,
            RedirectAttributes flash) {
        var before = changes.existing(id);
        var wrong = errors.unconfirmed(suspended, typed, id);
        if (wrong.any()) {
            return show(before, wrong, model);
        }
        changes.suspend(before, suspended);
        flash.addFlashAttribute("done", suspended ? "done.suspended" : "done.resumed");
        return to(id);
    }

    private static String to(String id) {
        return "redirect:/admin/connectors/" + id;
    }
}
