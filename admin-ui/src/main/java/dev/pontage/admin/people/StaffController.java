package dev.pontage.admin.people;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
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
    private final Tenants tenants;
    private final Audit audit;
    private final Errors.Reader errors;
    private final String publicUrl;

    StaffController(
            Staff staff,
            Invitations invitations,
            Sessions sessions,
            Tenants tenants,
            Audit audit,
            Errors.Reader errors,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.staff = staff;
        this.invitations = invitations;
        this.sessions = sessions;
        this.tenants = tenants;
        this.audit = audit;
        this.errors = errors;
        this.publicUrl = publicUrl;
    }

    @GetMapping
    String list(HttpServletRequest request, Model model) {
        return list(request, Errors.NONE, model);
    }

    private String list(HttpServletRequest request, Errors problems, Model model) {
        var session = request.getSession(false);
        model.addAttribute("staff", staff.list());
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
        var before = existing(id);
        var scope = scope(tenant);
        if (scope.isEmpty() || before.email().equals(Person.current().name())) {
            flash.addFlashAttribute("problem", scope.isEmpty() ? "merchant.unknown" : "staff.self");
            return BACK;
        }
        var after = staff.change(id, role, tenant.isBlank(), scope.get());
        // What a browser may do is kept with its session: it ends with the old role.
        sessions.endAll(before.email());
        audit.note("staff.change", Optional.empty(), before.email(), Optional.of(before), Optional.of(after));
        flash.addFlashAttribute("done", "done.saved");
        return BACK;
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes flash) {
        var member = existing(id);
        if (member.email().equals(Person.current().name())) {
            flash.addFlashAttribute("problem", "staff.self");
            return BACK;
        }
        staff.remove(id);
        sessions.endAll(member.email());
        audit.note("staff.remove", Optional.empty(), member.email(), Optional.of(member), Optional.empty());
        flash.addFlashAttribute("done", "done.removed");
        return BACK;
    }

    /** For who has lost the app and the paper: the next login sets the second factor up anew. */
    @PostMapping("/{id}/factor")
    String forgetFactor(@PathVariable UUID id, RedirectAttributes flash) {
        var member = existing(id);
        staff.forgetFactor(id);
        sessions.endAll(member.email());
        audit.note("staff.factor", member.email(), "to be set up anew");
        flash.addFlashAttribute("done", "done.factor");
        return BACK;
    }

    @PostMapping("/sessions/{handle}")
    String end(@PathVariable String handle, RedirectAttributes flash) {
        sessions.end(handle).forEach(it -> audit.note("session.end", it, "logged out"));
        flash.addFlashAttribute("done", "done.session");
        return BACK;
    }

    private Member existing(UUID id) {
        return staff.find(id).orElseThrow(() -> Rejection.notFound("member " + id));
    }
}
