package dev.pontage.admin.api;

import dev.pontage.acquirer.AcquirerAlerts;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Acquirers that do not accept what staff filled in. */
@RestController
@RequestMapping("/api/v1/acquirer-alerts")
class AcquirerAlertsEndpoint {
    private final AcquirerAlerts alerts;

    AcquirerAlertsEndpoint(AcquirerAlerts alerts) {
        this.alerts = alerts;
    }

    record Items(List<AcquirerAlerts.Refusal> items) {}

    /** Affiliations whose credentials are refused. */
    @GetMapping
    @Needs(Permission.READ)
    Items list() {
        return new Items(alerts.refused());
    }
}
