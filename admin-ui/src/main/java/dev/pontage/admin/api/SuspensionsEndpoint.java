package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.merchant.Merchants;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connectors;
import dev.pontage.error.Rejection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stops and resumes new payments of a merchant, a connector or an affiliation. */
@RestController
@RequestMapping("/api/v1")
class SuspensionsEndpoint {
    private final Merchants merchants;
    private final Connectors connectors;
    private final Affiliations affiliations;
    private final Audit audit;

    SuspensionsEndpoint(Merchants merchants, Connectors connectors, Affiliations affiliations, Audit audit) {
        this.merchants = merchants;
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.audit = audit;
    }

    record Suspension(Optional<Boolean> suspended) {
        boolean wanted() {
            return suspended.orElseThrow(() -> Rejection.invalid("suspended", "Write true or false."));
        }
    }

    @PutMapping("/tenants/{id}/suspension")
    @Needs(Permission.ADMINISTER)
    Suspension tenant(@PathVariable String id, @RequestBody Suspension body) {
        var merchant = merchants.existing(id);
        return told(merchants.suspend(merchant.slug(), body.wanted()).suspended());
    }

    @PutMapping("/connectors/{id}/suspension")
    @Needs(Permission.PLATFORM)
    Suspension connector(@PathVariable String id, @RequestBody Suspension body) {
        var before = connectors.find(id).orElseThrow(() -> Rejection.notFound("connector " + id));
        var after = connectors.suspend(id, body.wanted()).suspended();
        note("connector.suspend", Optional.empty(), id, before.suspended(), after);
        return told(after);
    }

    @PutMapping("/affiliations/{id}/suspension")
    @Needs(Permission.ADMINISTER)
    Suspension affiliation(@PathVariable UUID id, @RequestBody Suspension body) {
        var before = affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
        var after = affiliations.suspend(id, body.wanted()).suspended();
        note("affiliation.suspend", Optional.of(before.tenant()), id.toString(), before.suspended(), after);
        return told(after);
    }

    private void note(String action, Optional<String> tenant, String subject, boolean before, boolean after) {
        audit.note(action, tenant, subject, Optional.of(before), Optional.of(after));
    }

    private static Suspension told(boolean suspended) {
        return new Suspension(Optional.of(suspended));
    }
}
