package dev.pontage.admin.affiliation;

import dev.pontage.acquirer.Lines;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.Longest;
import dev.pontage.admin.form.SettingsForm;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Directory;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.PluginDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One connection: its settings, its keys, whether it answers. */
@Controller
@RequestMapping("/admin/affiliations")
class AffiliationController {
    private static final int PAGE = 50;

    private final Affiliations affiliations;
    private final Directory directory;
    private final Plugins plugins;
    private final Rollouts rollouts;
    private final ConnectionTest test;
    private final Lines lines;
    private final WebhooksSeen webhooks;
    private final AffiliationChanges changes;
    private final Errors.Reader errors;
    private final String publicUrl;

    AffiliationController(
            Affiliations affiliations,
            Directory directory,
            Plugins plugins,
            Rollouts rollouts,
            ConnectionTest test,
            Lines lines,
            WebhooksSeen webhooks,
            AffiliationChanges changes,
            Errors.Reader errors,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.affiliations = affiliations;
        this.directory = directory;
        this.plugins = plugins;
        this.rollouts = rollouts;
        this.test = test;
        this.lines = lines;
        this.webhooks = webhooks;
        this.changes = changes;
        this.errors = errors;
        this.publicUrl = publicUrl;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String cursor, Model model) {
        var page = directory.page(new Directory.Search(Optional.empty(), Optional.empty(), q), cursor, PAGE);
        model.addAttribute("page", page);
        model.addAttribute("affiliations", page.items());
        model.addAttribute("q", q);
        model.addAttribute("cursor", cursor);
        return "affiliation/list";
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    String one(@PathVariable UUID id, Model model) {
        return show(changes.existing(id), Map.of(), Errors.NONE, model);
    }

    private String show(Affiliation it, Map<String, String> typed, Errors problems, Model model) {
        model.addAttribute("affiliation", it);
        model.addAttribute("serviceUrl", publicUrl + "/ppp/" + it.connector());
        model.addAttribute("webhookUrl", lines.webhookUrl(it));
        model.addAttribute("seen", webhooks.of(it.id()));
        model.addAttribute("keys", affiliations.keys(it.id()));
        model.addAttribute("errors", problems);
        model.addAttribute("rollout", rollouts.of(it));
        model.addAttribute(
                "versions",
                plugins.list().stream()
                        .filter(plugin -> plugin.id().equals(it.plugin()))
                        .map(LoadedPlugin::version)
                        .toList());
        var descriptor = descriptor(it);
        model.addAttribute("plugin", descriptor);
        descriptor.ifPresent(plugin -> model.addAttribute(
                "form",
                SettingsForm.of(
                        plugin.settings().in(it.test()), typed, affiliations.storedSettings(it.id()), problems)));
        return "affiliation/one";
    }

    private Optional<PluginDescriptor> descriptor(Affiliation it) {
        return plugins.find(it.plugin(), it.pinnedVersion()).map(LoadedPlugin::descriptor);
    }

    @PostMapping("/{id}/settings")
    @Needs(Permission.ADMINISTER)
    String change(
            @PathVariable UUID id,
            @RequestParam Map<String, String> parameters,
            Model model,
            RedirectAttributes flash) {
        var affiliation = changes.existing(id);
        var schema = descriptor(affiliation)
                .orElseThrow(() -> Rejection.notFound("plugin " + affiliation.plugin()))
                .settings();
        var typed = SettingsForm.typed(schema, parameters);
        var problems = SettingsForm.check(schema, affiliations.mergedSettings(affiliation, typed), affiliation.test());
        if (problems.any()) {
            return show(affiliation, typed, problems, model);
        }
        if (parameters.containsKey("test")) {
            model.addAttribute("tested", test.of(affiliation, typed));
            return show(affiliation, typed, Errors.NONE, model);
        }
        changes.changeSettings(affiliation, typed);
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @PostMapping("/{id}/name")
    @Needs(Permission.ADMINISTER)
    String rename(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String displayName,
            Model model,
            RedirectAttributes flash) {
        var before = changes.existing(id);
        var wrong = errors.read(Longest.NAME.of("displayName", displayName).toList());
        if (wrong.any()) {
            model.addAttribute("typedName", displayName);
            return show(before, Map.of(), wrong, model);
        }
        changes.rename(before, displayName);
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @PostMapping("/{id}/suspension")
    @Needs(Permission.ADMINISTER)
    String suspend(
            @PathVariable UUID id,
            @RequestParam boolean suspended,
            @RequestParam(defaultValue = "") String typed,
            Model model,
            RedirectAttributes flash) {
        var before = changes.existing(id);
        var wrong = errors.unconfirmed(suspended, typed, before.tenant());
        if (wrong.any()) {
            return show(before, Map.of(), wrong, model);
        }
        changes.suspend(before, suspended);
        flash.addFlashAttribute("done", suspended ? "done.suspended" : "done.resumed");
        return to(id);
    }

    @PostMapping("/{id}/test-suite")
    @Needs(Permission.ADMINISTER)
    String openToTestSuite(@PathVariable UUID id, @RequestParam boolean open, Model model, RedirectAttributes flash) {
        var before = changes.existing(id);
        try {
            changes.openToTestSuite(before, open);
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.NOT_FOUND) {
                throw e;
            }
            return show(before, Map.of(), errors.read(Rejection.invalid("suite", "suite.taken")), model);
        }
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @PostMapping("/{id}/admits")
    @Needs(Permission.ADMINISTER)
    String admit(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean liveModeOnTest,
            @RequestParam(defaultValue = "false") boolean directCards,
            RedirectAttributes flash) {
        changes.admit(changes.existing(id), new Affiliation.Admits(liveModeOnTest, directCards));
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @PostMapping("/{id}/accepted")
    @Needs(Permission.ADMINISTER)
    String countAccepted(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "plugin") String cancel,
            @RequestParam(defaultValue = "plugin") String settle,
            @RequestParam(defaultValue = "plugin") String refund,
            RedirectAttributes flash) {
        changes.countAccepted(changes.existing(id), Map.of("cancel", cancel, "settle", settle, "refund", refund));
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    private static String to(UUID id) {
        return "redirect:/admin/affiliations/" + id;
    }
}
