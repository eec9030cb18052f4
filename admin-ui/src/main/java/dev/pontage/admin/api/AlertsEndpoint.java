package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.callback.CallbackAlerts;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What will not heal by trying again. */
@RestController
@RequestMapping("/api/v1/callback-alerts")
class AlertsEndpoint {
    private final CallbackAlerts alerts;

    AlertsEndpoint(CallbackAlerts alerts) {
        this.alerts = alerts;
    }

    record Items(List<CallbackAlerts.Refusal> items) {}

    /** Connectors whose callbacks VTEX refuses: their owner's keys, or the owner's account. */
    @GetMapping
    @Needs(Permission.READ)
    Items list() {
        return new Items(alerts.refused());
    }
}
