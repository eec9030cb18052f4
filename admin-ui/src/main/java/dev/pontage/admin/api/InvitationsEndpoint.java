package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.affiliation.ConfigurationFlow;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invites merchants to connect their accounts themselves. */
@RestController
@RequestMapping("/api/v1/connectors/{id}/invitations")
class InvitationsEndpoint {
    private final ConfigurationFlow flow;
    private final Connectors connectors;
    private final Tenants tenants;
    private final Audit audit;
    private final String publicUrl;

    InvitationsEndpoint(
            ConfigurationFlow flow,
            Connectors connectors,
            Tenants tenants,
            Audit audit,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.flow = flow;
        this.connectors = connectors;
        this.tenants = tenants;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    record NewInvitation(Optional<String> tenantId) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.ADMINISTER)
    Map<String, String> invite(@PathVariable String id, @RequestBody NewInvitation given) {
        var connector = connectors.find(id).orElseThrow(() -> Rejection.notFound("connector " + id));
        var slug = Given.text("tenantId", given.tenantId());
        var tenant = tenants.find(slug).orElseThrow(() -> Rejection.notFound("merchant " + slug));
        var code = flow.invite(tenant.id(), connector, Person.current().name());
        audit.note("connector.invited", Optional.of(slug), id, Optional.empty(), Optional.empty());
        return Map.of("code", code, "url", publicUrl + "/admin/connect/invitation/" + code);
    }
}
