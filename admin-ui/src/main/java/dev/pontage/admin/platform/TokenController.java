package dev.pontage.admin.platform;

import dev.pontage.admin.access.ApiTokens;
import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.Once;
import dev.pontage.admin.frame.Slice;
import dev.pontage.admin.people.Scopes;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tokens for scripts: each with a role, a scope and an end, shown once. */
@Controller
@RequestMapping("/admin/tokens")
@Needs(Permission.PLATFORM)
class TokenController {
    private static final int LONGEST_DAYS = 3650;

    private final ApiTokens tokens;
    private final Tenants tenants;
    private final Scopes scopes;
    private final Once once;
    private final Audit audit;
    private final Errors.Reader errors;

    TokenController(ApiTokens tokens, Tenants tenants, Scopes scopes, Once once, Audit audit, Errors.Reader errors) {
        this.tokens = tokens;
        this.tenants = tenants;
        this.scopes = scopes;
        this.once = once;
        this.audit = audit;
        this.errors = errors;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("cursor", cursor);
        return list(Errors.NONE, model);
    }

    private String list(Errors problems, Model model) {
        var cursor = Objects.toString(model.getAttribute("cursor"), "");
        var page = Slice.of(tokens.list(), ApiTokens.Kept::place, cursor);
        model.addAttribute("page", page);
        model.addAttribute("tokens", page.items());
        model.addAttribute("cursor", cursor);
        model.addAttribute("roles", Role.values());
        model.addAttribute("errors", problems);
        var known = tenants.list();
        model.addAttribute("merchants", known);
        model.addAttribute("names", known.stream().collect(Collectors.toMap(Tenant::id, Tenant::slug)));
        return "platform/tokens";
    }

    @PostMapping
    String make(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "VIEWER") Role role,
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "") String once,
            Model model,
            RedirectAttributes flash) {
        model.addAllAttributes(Map.of("name", name, "tenant", tenant, "role", role, "days", days));
        if (name.isBlank()) {
            return list(errors.read(Rejection.invalid("name", "field.empty")), model);
        }
        try {
            var scope = scopes.typed(tenant);
            if (!this.once.isFirst(once, Person.current().name())) {
                flash.addFlashAttribute("done", "done.already");
                return "redirect:/admin/tokens";
            }
            var valid = Optional.of(days).filter(it -> it > 0).map(it -> Duration.ofDays(Math.min(it, LONGEST_DAYS)));
            var token = tokens.make(
                    new ApiTokens.Draft(name, role, scope.everyTenant(), scope.tenants(), valid),
                    Person.current().name());
            audit.note("token.make", name, role + ", " + scope.words());
            model.addAttribute("token", token);
        } catch (Rejection e) {
            return list(errors.read(e), model);
        }
        return list(Errors.NONE, model);
    }

    @PostMapping("/{id}/revocation")
    String revoke(@PathVariable UUID id, RedirectAttributes flash) {
        var revoked = tokens.revoke(id);
        audit.note("token.revoke", revoked.name(), revoked.role());
        flash.addFlashAttribute("done", "done.revoked");
        return "redirect:/admin/tokens";
    }
}
