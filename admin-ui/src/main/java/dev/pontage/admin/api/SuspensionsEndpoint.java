package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.affiliation.AffiliationChanges;
import dev.pontage.admin.connector.ConnectorChanges;
import dev.pontage.admin.merchant.Merchants;
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
    private final ConnectorChanges connectors;
    private final AffiliationChanges affiliations;

    SuspensionsEndpoint(Merchants merchants, ConnectorChanges connectors, AffiliationChanges affiliations) {
        this.merchants = merchants;
        this.connectors = connectors;
        this.affiliations = affiliations;
    }

    record Suspension(Optional<Boolean> suspended) {
        boolean wanted() {
            return suspended.orElseThrow(() -> Rejection.invalid("suspended", "Write true or false."));
        }
    }

    @PutMapping("/tenants/{id}/suspension")
    @Needs(Permission.ADMINISTER)
    Suspension tenant(@PathVariable String id, @RequestBody Suspension body) {
        return told(
                merchants.suspend(merchants.existing(id).slug(), body.wanted()).suspended());
    }

    @PutMapping("/connectors/{id}/suspension")
    @Needs(Permission.PLATFORM)
    Suspension connector(@PathVariable String id, @RequestBody Suspension body) {
        return told(connectors.suspend(connectors.existing(id), body.wanted()).suspended());
    }

    @PutMapping("/affiliations/{id}/suspension")
    @Needs(Permission.ADMINISTER)
    Suspension affiliation(@PathVariable UUID id, @RequestBody Suspension body) {
        return told(
                affiliations.suspend(affiliations.existing(id), body.wanted()).suspended());
    }

    private static Suspension told(boolean suspended) {
        return new Suspension(Optional.of(suspended));
    }
}
