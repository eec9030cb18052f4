package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who works here, and invitations to do so. */
@RestController
@RequestMapping("/api/v1/staff")
@Needs(Permission.PLATFORM)
class StaffEndpoint {
    private final Staff staff;
    private final Invitations invitations;
    private final Tenants tenants;
    private final Audit audit;
    private final String publicUrl;

    StaffEndpoint(
            Staff staff,
            Invitations invitations,
            Tenants tenants,
            Audit audit,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.staff = staff;
        this.invitations = invitations;
        this.tenants = tenants;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    record NewMember(Optional<String> role, Optional<String> tenantId) {}

    /** The link is shown this once. */
    record Invited(String link) {
        @Override
        public String toString() {
            return "Invited[]";
        }
    }

    @GetMapping
    List<Member> list() {
        return staff.list();
    }

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invited invite(@RequestBody NewMember body) {
        var role = Arrays.stream(Role.values())
                .filter(it -> it.name().equalsIgnoreCase(body.role().orElse("viewer")))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("role", "Write viewer, operator, administrator or auditor."));
        var tenant = body.tenantId()
                .map(it -> tenants.find(it)
                        .orElseThrow(() -> Rejection.invalid("tenantId", "There is no merchant " + it + ".")));
        var token = invitations.invite(
                role, tenant.isEmpty(), tenant.map(it -> Set.of(it.id())).orElse(Set.of()));
        audit.note("staff.invite", role.name(), tenant.map(Tenant::slug).orElse("all merchants"));
        return new Invited(publicUrl + "/admin/first?token=" + token);
    }
}
