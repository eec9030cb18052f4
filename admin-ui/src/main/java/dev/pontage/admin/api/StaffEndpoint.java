package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.people.Crew;
import dev.pontage.admin.people.Scopes;
import dev.pontage.admin.people.Sessions;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import dev.pontage.error.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who works here, and invitations to do so. */
@RestController
@RequestMapping("/api/v1/staff")
@Needs(Permission.PLATFORM)
class StaffEndpoint {
    private final Staff staff;
    private final Invitations invitations;
    private final Crew crew;
    private final Scopes scopes;
    private final Audit audit;
    private final String publicUrl;

    StaffEndpoint(
            Staff staff,
            Invitations invitations,
            Crew crew,
            Scopes scopes,
            Audit audit,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.staff = staff;
        this.invitations = invitations;
        this.crew = crew;
        this.scopes = scopes;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    /** One merchant or several; all of them where none is named. */
    record NewMember(Optional<String> role, Optional<String> tenantId, Optional<List<String>> tenantIds) {}

    /** The link is shown this once. */
    record Invited(String link) {
        @Override
        public String toString() {
            return "Invited[]";
        }
    }

    @GetMapping
    ResponseEntity<List<Member>> list(@RequestParam Optional<Integer> limit, @RequestParam Optional<String> cursor) {
        return Paged.of(staff.list(), Member::email, limit, cursor, it -> it);
    }

    /** Another role or scope; their sessions end. Nobody changes their own. */
    @PutMapping("/{id}")
    Member change(@PathVariable UUID id, @RequestBody NewMember body) {
        var scope = scope(body);
        return crew.change(id, role(body.role()), scope.everyTenant(), scope.tenants());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        crew.remove(id);
    }

    /** Logs a member out everywhere. */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@PathVariable UUID id) {
        crew.endAll(id);
    }

    /** The next login sets the second factor up anew. */
    @DeleteMapping("/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetFactor(@PathVariable UUID id) {
        crew.forgetFactor(id);
    }

    /** Who is logged in, lately seen first. */
    @GetMapping("/sessions")
    List<Sessions.Open> sessions() {
        return crew.sessions();
    }

    @DeleteMapping("/sessions/{handle}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String handle) {
        if (!crew.end(handle)) {
            throw Rejection.notFound("session " + handle);
        }
    }

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invited invite(@RequestBody NewMember body) {
        var role = role(body.role());
        var scope = scope(body);
        var token = invitations.invite(role, scope.everyTenant(), scope.tenants());
        audit.note("staff.invite", role.name(), scope.words());
        return new Invited(publicUrl + "/admin/first?token=" + token);
    }

    private Scopes.Scope scope(NewMember body) {
        if (body.tenantId().isPresent() && body.tenantIds().isPresent()) {
            throw Rejection.invalid("tenantIds", "Give tenantId or tenantIds, not both.");
        }
        return body.tenantIds()
                .map(it -> named(scopes, it))
                .orElseGet(() -> scopes.of("tenantId", body.tenantId().stream().toList()));
    }

    /** A list that is there names somebody: an empty one must not mean everybody. */
    static Scopes.Scope named(Scopes scopes, List<String> slugs) {
        if (slugs.isEmpty()) {
            throw Rejection.invalid("tenantIds", "Name at least one merchant, or leave the field out for all.");
        }
        return scopes.of("tenantIds", slugs);
    }

    static Role role(Optional<String> word) {
        return Arrays.stream(Role.values())
                .filter(it -> it.name().equalsIgnoreCase(word.orElse("viewer")))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("role", "Write viewer, operator, administrator or auditor."));
    }
}
