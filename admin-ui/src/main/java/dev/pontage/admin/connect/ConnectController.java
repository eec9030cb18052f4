package dev.pontage.admin.connect;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.SettingsForm;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliation.Environment;
import dev.pontage.affiliation.ConfigurationFlow;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.tenant.TenantScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Collects the plugin's settings and sends the browser back to VTEX with a code. */
@Controller
@RequestMapping("/admin/connect")
@Needs(Permission.ANYONE)
class ConnectController {
    private static final String INVITATION = "pontage.invitation";
    private static final String FIELD = "s.";
    private static final int NOT_FOUND = 404;

    private final ConfigurationFlow flow;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Audit audit;

    ConnectController(ConfigurationFlow flow, Tenants tenants, Plugins plugins, Audit audit) {
        this.flow = flow;
        this.tenants = tenants;
        this.plugins = plugins;
        this.audit = audit;
    }

    /** Who may connect, whom, and in whose name it is done. */
    private record Visitor(TenantScope scope, String name, Optional<String> invitation) {}

    /** An invitation's link: it is remembered until VTEX sends the browser here. */
    @GetMapping("/invitation/{code}")
    String invited(@PathVariable String code, HttpSession session, HttpServletResponse response) {
        if (!flow.isInvitation(code)) {
            return over(response);
        }
        session.setAttribute(INVITATION, code);
        return "connect/invited";
    }

    @GetMapping("/{token}")
    String show(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String plugin,
            HttpSession session,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var wish = flow.find(token);
        if (wish.isEmpty()) {
            return over(response);
        }
        var visitor = visitor(wish.get(), session);
        model.addAttribute("token", token);
        model.addAttribute("connector", wish.get().connector());
        if (visitor.isEmpty()) {
            return "connect/closed";
        }
        var chosen = plugin(wish.get(), plugin);
        model.addAttribute("merchants", merchants(visitor.get()));
        model.addAttribute("plugin", chosen.descriptor());
        model.addAttribute("plugins", wish.get().connector().plugins());
        model.addAttribute("language", locale.getLanguage());
        return "connect/consent";
    }

    /** A merchant without the link may type the code in. */
    @PostMapping("/{token}/invitation")
    String enter(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String code,
            HttpSession session,
            HttpServletResponse response) {
        if (flow.find(token).isEmpty()) {
            return over(response);
        }
        session.setAttribute(INVITATION, code.strip());
        return "redirect:/admin/connect/" + token;
    }

    @PostMapping("/{token}")
    String agree(
            @PathVariable String token,
            @RequestParam Map<String, String> form,
            HttpSession session,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var wish = flow.find(token);
        if (wish.isEmpty()) {
            return over(response);
        }
        var visitor = visitor(wish.get(), session);
        if (visitor.isEmpty()) {
            return show(token, "", session, model, locale, response);
        }
        var chosen = plugin(wish.get(), form.getOrDefault("plugin", ""));
        try {
            var to = visitor.get()
                    .scope()
                    .call(() -> flow.agree(
                            token,
                            draft(wish.get(), chosen, form, visitor.get()),
                            visitor.get().name()));
            visitor.get().invitation().ifPresent(it -> {
                flow.useUp(it);
                session.removeAttribute(INVITATION);
            });
            audit.noteAs(
                    visitor.get().name(),
                    "affiliation.connected",
                    Optional.ofNullable(form.get("merchant")),
                    wish.get().connector().slug(),
                    Optional.empty(),
                    Optional.of(chosen.id()));
            return "redirect:" + to;
        } catch (Rejection e) {
            model.addAttribute("given", form);
            var problems = problems(chosen, form);
            model.addAttribute("problems", problems);
            if (!problems.any()) {
                model.addAttribute("problem", e.getMessage());
            }
            return show(token, chosen.id(), session, model, locale, response);
        }
    }

    private static String over(HttpServletResponse response) {
        response.setStatus(NOT_FOUND);
        return "connect/over";
    }

    private Affiliation.Draft draft(
            ConfigurationFlow.Wish wish, LoadedPlugin plugin, Map<String, String> form, Visitor visitor) {
        var merchant = form.getOrDefault("merchant", "");
        if (merchants(visitor).stream().noneMatch(it -> it.slug().equals(merchant))) {
            throw Rejection.notFound("merchant " + merchant);
        }
        var environment = Environment.of(form.getOrDefault("environment", ""))
                .orElseThrow(() -> Rejection.invalid("environment", "Choose test or live."));
        return new Affiliation.Draft(
                merchant,
                wish.connector().slug(),
                plugin.id(),
                environment,
                wish.connector().displayName(),
                settings(plugin.descriptor().settings(), form));
    }

    /** Of the fields, all at once and in the merchant's language. */
    private static Errors problems(LoadedPlugin plugin, Map<String, String> form) {
        var schema = plugin.descriptor().settings();
        return SettingsForm.check(schema, settings(schema, form), !"live".equals(form.get("environment")));
    }

    private static Map<String, String> settings(SettingsSchema schema, Map<String, String> form) {
        var settings = new HashMap<String, String>();
        for (var setting : schema.settings()) {
            var value = form.getOrDefault(FIELD + setting.key(), "");
            if (!value.isBlank()) {
                settings.put(setting.key(), value);
            }
        }
        return settings;
    }

    private Optional<Visitor> visitor(ConfigurationFlow.Wish wish, HttpSession session) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof Person person
                && person.may(Permission.ADMINISTER)) {
            return Optional.of(new Visitor(person.scope(), person.name(), Optional.empty()));
        }
        return Optional.ofNullable(session.getAttribute(INVITATION))
                .map(Object::toString)
                .flatMap(code -> flow.invited(wish.connector(), code)
                        .map(it -> new Visitor(
                                TenantScope.of(it.tenantId()), "invited by " + it.by(), Optional.of(code))));
    }

    private List<Tenant> merchants(Visitor visitor) {
        return visitor.scope().call(tenants::list);
    }

    private LoadedPlugin plugin(ConfigurationFlow.Wish wish, String wanted) {
        var ids = wish.connector().plugins();
        var id = ids.contains(wanted) ? wanted : ids.getFirst();
        return plugins.find(id).orElseThrow(() -> Rejection.notFound("plugin " + id));
    }
}
