package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.Longest;
import dev.pontage.admin.form.Once;
import dev.pontage.admin.form.SettingsForm;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.settings.SettingsSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new connection, in two steps: who with what, then what the plugin asks for. */
@Controller
@RequestMapping("/admin/affiliations")
@Needs(Permission.ADMINISTER)
class NewAffiliationController {
    private final Tenants tenants;
    private final Connectors connectors;
    private final Plugins plugins;
    private final Once once;
    private final AffiliationChanges changes;
    private final Errors.Reader errors;
    private final String publicUrl;

    NewAffiliationController(
            Tenants tenants,
            Connectors connectors,
            Plugins plugins,
            Once once,
            AffiliationChanges changes,
            Errors.Reader errors,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.tenants = tenants;
        this.connectors = connectors;
        this.plugins = plugins;
        this.once = once;
        this.changes = changes;
        this.errors = errors;
        this.publicUrl = publicUrl;
    }

    /** Who with what. */
    record Choice(String tenant, String connector, String plugin) {}

    @GetMapping("/new")
    String choose(
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String choice,
            Model model) {
        var parts = choice.split("/", 2);
        if (parts.length == 2 && tenants.find(tenant).isPresent()) {
            return fill(new Choice(tenant, parts[0], parts[1]), Map.of(), Errors.NONE, model);
        }
        model.addAttribute("merchants", tenants.list());
        model.addAttribute("connectors", connectors.list());
        model.addAttribute("tenant", tenant);
        return "affiliation/choose";
    }

    private String fill(Choice choice, Map<String, String> typed, Errors problems, Model model) {
        model.addAttribute("choice", choice);
        model.addAttribute("form", SettingsForm.of(schema(choice.plugin()), typed, List.of(), problems));
        model.addAttribute("errors", problems);
        return "affiliation/new";
    }

    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String connector,
            @RequestParam(defaultValue = "") String plugin,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String once,
            @RequestParam Map<String, String> parameters,
            Model model,
            RedirectAttributes flash) {
        var choice = new Choice(tenant, connector, plugin);
        var schema = schema(plugin);
        var typed = SettingsForm.typed(schema, parameters);
        var kind = Affiliation.Environment.of(environment);
        var test = kind.map(it -> it == Affiliation.Environment.TEST).orElse(true);
        var wrong = new ArrayList<>(Longest.NAME.of("displayName", displayName).toList());
        if (kind.isEmpty()) {
            wrong.add(new Rejection.Problem("environment", "environment.choose"));
        }
        var problems = SettingsForm.check(schema, typed, test).with(errors.read(wrong));
        model.addAllAttributes(Map.of("environment", environment, "displayName", displayName));
        if (problems.any()) {
            return fill(choice, typed, problems, model);
        }
        if (!this.once.isFirst(once, Person.current().name())) {
            flash.addFlashAttribute("done", "done.already");
            return "redirect:/admin/merchants/" + tenant;
        }
        return made(new Affiliation.Draft(tenant, connector, plugin, kind.orElseThrow(), displayName, typed), model);
    }

    private String made(Affiliation.Draft draft, Model model) {
        var made = changes.create(draft);
        return CredentialController.show(model, made.affiliation(), made.credential(), publicUrl);
    }

    private SettingsSchema schema(String plugin) {
        return plugins.find(plugin)
                .orElseThrow(() -> Rejection.notFound("plugin " + plugin))
                .descriptor()
                .settings();
    }
}
