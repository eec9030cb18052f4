package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.form.Errors;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.Plugins;
import dev.pontage.policy.Delays;
import dev.pontage.policy.MethodPolicy;
import dev.pontage.policy.Policies;
import dev.pontage.spi.PluginDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which methods a connection offers and how long VTEX waits, with what the gateway will do about it. */
@Controller
@RequestMapping("/admin/affiliations/{id}/methods")
class PolicyController {
    private final Affiliations affiliations;
    private final Policies policies;
    private final Plugins plugins;
    private final Audit audit;

    PolicyController(Affiliations affiliations, Policies policies, Plugins plugins, Audit audit) {
        this.affiliations = affiliations;
        this.policies = policies;
        this.plugins = plugins;
        this.audit = audit;
    }

    /**
     * One method with what was typed for it.
     *
     * @param usual what holds where nothing is typed
     * @param gateway what would happen; nothing as long as what is typed cannot be read
     */
    record Row(
            String name,
            boolean enabled,
            String cancel,
            String settle,
            String antifraud,
            String due,
            boolean slip,
            Delays usual,
            Optional<Gateway> gateway) {}

    @GetMapping
    @Needs(Permission.READ)
    String show(@PathVariable UUID id, Model model) {
        var affiliation = existing(id);
        var plugin = descriptor(affiliation);
        var rows = policies.list(affiliation, plugin).stream()
                .map(it -> row(affiliation, plugin, it.name(), Typed.of(it)))
                .toList();
        return show(affiliation, rows, Errors.NONE, model);
    }

    private static String show(Affiliation affiliation, List<Row> rows, Errors problems, Model model) {
        model.addAttribute("affiliation", affiliation);
        model.addAttribute("rows", rows);
        model.addAttribute("errors", problems);
        return "affiliation/methods";
    }

    /** What stands in the fields of one method. */
    record Typed(boolean enabled, String cancel, String settle, String antifraud, String due) {
        static final Typed NOTHING = new Typed(true, "", "", "", "");

        static Typed of(MethodPolicy it) {
            return new Typed(
                    it.enabled(),
                    text(it.delayToCancel()),
                    text(it.delayToAutoSettle()),
                    text(it.delayToAutoSettleAfterAntifraud()),
                    text(it.dueInBusinessDays()));
        }

        private static String text(Optional<Integer> number) {
            return number.map(String::valueOf).orElse("");
        }
    }

    private Row row(Affiliation affiliation, PluginDescriptor plugin, String name, Typed typed) {
        var method = plugin.method(name).orElseThrow();
        return new Row(
                name,
                typed.enabled(),
                typed.cancel(),
                typed.settle(),
                typed.antifraud(),
                typed.due(),
                method.flow() == PluginDescriptor.Flow.BANK_INVOICE,
                policies.delays(affiliation, policy(name, Typed.NOTHING), method),
                problems(plugin, name, typed).isEmpty()
                        ? Optional.of(Gateway.of(policies.delays(affiliation, policy(name, typed), method), method))
                        : Optional.empty());
    }

    private static MethodPolicy policy(String name, Typed it) {
        return new MethodPolicy(
                name, it.enabled(), number(it.cancel()), number(it.settle()), number(it.antifraud()), number(it.due()));
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(it -> it.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** By field; the value is what is allowed there. */
    private static Map<String, Policies.Range> problems(PluginDescriptor plugin, String name, Typed typed) {
        var found = new HashMap<String, Policies.Range>();
        var cancel = Policies.cancelRange(plugin.method(name).orElseThrow());
        check("cancel." + name, typed.cancel(), cancel, found);
        check("settle." + name, typed.settle(), Policies.SETTLE_RANGE, found);
        check("antifraud." + name, typed.antifraud(), Policies.SETTLE_RANGE, found);
        check("due." + name, typed.due(), Policies.DUE_RANGE, found);
        return found;
    }

    private static void check(String field, String text, Policies.Range range, Map<String, Policies.Range> found) {
        if (!text.isBlank() && !number(text).map(range::contains).orElse(false)) {
            found.put(field, range);
        }
    }

    @PostMapping
    @Needs(Permission.ADMINISTER)
    String change(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            RedirectAttributes flash) {
        var affiliation = existing(id);
        var plugin = descriptor(affiliation);
        var before = policies.list(affiliation, plugin);
        var on = Optional.ofNullable(fields.get("enabled")).orElse(List.of());
        var problems = new HashMap<String, String>();
        var rows = new ArrayList<Row>();
        for (var it : before) {
            var typed = new Typed(
                    on.contains(it.name()),
                    given(fields, "cancel." + it.name()),
                    given(fields, "settle." + it.name()),
                    given(fields, "antifraud." + it.name()),
                    given(fields, "due." + it.name()));
            rows.add(row(affiliation, plugin, it.name(), typed));
            problems(plugin, it.name(), typed)
                    .forEach((field, range) -> problems.put(field, range.least() + "–" + range.most()));
        }
        if (!problems.isEmpty() || fields.containsKey("preview")) {
            return show(affiliation, rows, new Errors(problems), model);
        }
        var wanted = rows.stream()
                .map(it ->
                        policy(it.name(), new Typed(it.enabled(), it.cancel(), it.settle(), it.antifraud(), it.due())))
                .toList();
        save(affiliation, plugin, before, wanted);
        flash.addFlashAttribute("done", "done.saved");
        return "redirect:/admin/affiliations/" + id + "/methods";
    }

    private void save(
            Affiliation affiliation, PluginDescriptor plugin, List<MethodPolicy> before, List<MethodPolicy> wanted) {
        var changed = wanted.stream().filter(it -> !before.contains(it)).toList();
        if (changed.isEmpty()) {
            return;
        }
        policies.change(affiliation, plugin, changed);
        var names = changed.stream().map(MethodPolicy::name).collect(Collectors.toSet());
        audit.note(
                "affiliation.methods",
                Optional.of(affiliation.tenant()),
                affiliation.id().toString(),
                Optional.of(
                        before.stream().filter(it -> names.contains(it.name())).toList()),
                Optional.of(changed));
    }

    private static String given(MultiValueMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("").strip();
    }

    private PluginDescriptor descriptor(Affiliation it) {
        return plugins.find(it.plugin(), it.pinnedVersion())
                .orElseThrow(() -> Rejection.notFound("plugin " + it.plugin()))
                .descriptor();
    }

    private Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }
}
