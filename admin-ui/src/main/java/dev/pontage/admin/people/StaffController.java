package dev.pontage.admin.people;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.frame.Slice;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who works here, as what, for whom, and where they are logged in. */
@Controller
@RequestMapping("/admin/staff")
@Needs(Permission.PLATFORM)
class StaffController {
    private static final String BACK = "redirect:/admin/staff";

    private final Staff staff;
    private final Invitations invitations;
    private final Sessions sessions;
    private final Crew crew;
    private final Tenants tenants;
    private final Audit audit;
    private final Errors.Reader errors;
    private final String publicUrl;

    StaffController(
            Staff staff,
            Invitations invitations,
            Sessions sessions,
            Crew crew,
            Tenants tenants,
            Audit audit,
            Errors.Reader errors,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.staff = staff;
        this.invitations = invitations;
        this.sessions = sessions;
        this.crew = crew;
        this.tenants = tenants;
        this.audit = audit;
        this.errors = errors;
        this.publicUrl = publicUrl;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String cursor, HttpServletRequest request, Model model) {
        model.addAttribute("cursor", cursor);
        return list(request, Errors.NONE, model);
    }

    private String list(HttpServletRequest request, Errors problems, Model model) {
        var session = request.getSession(false);
        var cursor = Objects.toString(model.getAttribute("cursor"), "");
        var page = Slice.of(staff.list(), Member::email, cursor);
        model.addAttribute("page", page);
        model.addAttribute("staff", page.items());
        model.addAttribute("cursor", cursor);
        model.addAttribute("roles", Role.values());
        model.addAttribute("sessions", sessions.list(session == null ? "" : session.getId()));
        model.addAttribute("names", tenants.list().stream().collect(Collectors.toMap(Tenant::id, Tenant::slug)));
        model.addAttribute("errors", problems);
        model.addAttribute("me", Person.current().name());
        return "people/staff";
    }

    @PostMapping("/invitation")
    String invite(
            @RequestParam(defaultValue = "VIEWER") Role role,
            @RequestParam(defaultValue = "") String tenant,
            HttpServletRequest request,
            Model model) {
        var scope = scope(tenant);
        if (scope.isEmpty()) {
            model.addAttribute("tenant", tenant);
            return list(request, errors.read(Rejection.invalid("tenant", "merchant.unknown")), model);
        }
        var token = invitations.invite(role, tenant.isBlank(), scope.get());
        audit.note("staff.invite", role.name(), tenant.isBlank() ? "all merchants" : tenant);
        model.addAttribute("link", publicUrl + "/admin/first?token=" + token);
        return list(request, Errors.NONE, model);
    }

    private Optional<Set<UUID>> scope(String tenant) {
        return tenant.isBlank()
                ? Optional.of(Set.of())
                : tenants.find(tenant.strip()).map(it -> Set.of(it.id()));
    }

    @PostMapping("/{id}/role")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "VIEWER") Role role,
            @RequestParam(defaultValue = "") String tenant,
            RedirectAttributes flash) {
        var scope = scope(tenant);
        if (scope.isEmpty()) {
            flash.addFlashAttribute("problem", "merchant.unknown");
            return BACK;
        }
        return tell(() -> crew.change(id, role, tenant.isBlank(), scope.get()), "done.saved", flash);
    }

    /** Nobody changes or removes themselves; what keeps them from it is a key. */
    private static String tell(Runnable change, String done, RedirectAttributes flash) {
        try {
            change.run();
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.NOT_FOUND) {
                throw e;
            }
            flash.addFlashAttribute("problem", e.problems().getFirst().message());
            return BACK;
        }
        flash.addFlashAttribute("done", done);
        return BACK;
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes flash) {
        return tell(() -> crew.remove(id), "done.removed", flash);
    }

    /** For who has lost the app and the paper: the next login sets the second factor up anew. */
    @PostMapping("/{id}/factor")
    String forgetFactor(@PathVariable UUID id, RedirectAttributes flash) {
        return tell(() -> crew.forgetFactor(id), "done.factor", flash);
    }

    @PostMapping("/sessions/{handle}")
    String end(@PathVariable String handle, RedirectAttributes flash) {
        crew.end(handle);
        flash.addFlashAttribute("done", "done.session");
        return BACK;
    }
}
