package dev.pontage.admin.people;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.Once;
import dev.pontage.admin.frame.Slice;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
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
    private final Scopes scopes;
    private final Once once;
    private final Audit audit;
    private final Errors.Reader errors;
    private final String publicUrl;

    StaffController(
            Staff staff,
            Invitations invitations,
            Sessions sessions,
            Crew crew,
            Tenants tenants,
            Scopes scopes,
            Once once,
            Audit audit,
            Errors.Reader errors,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.staff = staff;
        this.invitations = invitations;
        this.sessions = sessions;
        this.crew = crew;
        this.tenants = tenants;
        this.scopes = scopes;
        this.once = once;
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
        model.addAttribute("sessions", sessions.byPerson(session == null ? "" : session.getId()));
        model.addAttribute("ids", staff.list().stream().collect(Collectors.toMap(Member::email, Member::id)));
        var known = tenants.list();
        model.addAttribute("merchants", known);
        model.addAttribute("names", known.stream().collect(Collectors.toMap(Tenant::id, Tenant::slug)));
        model.addAttribute("scopes", page.items().stream().collect(Collectors.toMap(Member::id, scopes::words)));
        model.addAttribute("errors", problems);
        model.addAttribute("me", Person.current().name());
        return "people/staff";
    }

    @PostMapping("/invitation")
    String invite(
            @RequestParam(defaultValue = "VIEWER") Role role,
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String once,
            HttpServletRequest request,
            Model model,
            RedirectAttributes flash) {
        try {
            var scope = scopes.typed(tenant);
            if (!this.once.isFirst(once, Person.current().name())) {
                flash.addFlashAttribute("done", "done.already");
                return "redirect:/admin/staff";
            }
            var token = invitations.invite(role, scope.everyTenant(), scope.tenants());
            audit.note("staff.invite", role.name(), scope.words());
            model.addAttribute("link", publicUrl + "/admin/first?token=" + token);
        } catch (Rejection e) {
            model.addAttribute("tenant", tenant);
            model.addAttribute("invitedRole", role);
            return list(request, errors.read(e), model);
        }
        return list(request, Errors.NONE, model);
    }

    @PostMapping("/{id}/role")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "VIEWER") Role role,
            @RequestParam(defaultValue = "") String tenant,
            HttpServletRequest request,
            Model model,
            RedirectAttributes flash) {
        try {
            var scope = scopes.typed(tenant);
            return tell(() -> crew.change(id, role, scope.everyTenant(), scope.tenants()), "done.saved", flash);
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.NOT_FOUND) {
                throw e;
            }
            // What was typed stays, beside what is wrong with it.
            model.addAttribute("edited", id);
            model.addAttribute("cursor", before(id));
            model.addAttribute("editedRole", role);
            model.addAttribute("editedTenants", tenant);
            model.addAttribute("editedProblem", errors.read(e).of("tenant"));
            return list(request, Errors.NONE, model);
        }
    }

    /** From where on the list begins with that member. */
    private String before(UUID id) {
        return staff.list().stream()
                .takeWhile(it -> !it.id().equals(id))
                .reduce((one, next) -> next)
                .map(Member::email)
                .orElse("");
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

    /** Logs a person out everywhere. */
    @PostMapping("/{id}/sessions")
    String endAll(@PathVariable UUID id, RedirectAttributes flash) {
        crew.endAll(id);
        flash.addFlashAttribute("done", "done.session");
        return BACK;
    }

    @PostMapping("/sessions/{handle}")
    String end(@PathVariable String handle, RedirectAttributes flash) {
        crew.end(handle);
        flash.addFlashAttribute("done", "done.session");
        return BACK;
    }
}
