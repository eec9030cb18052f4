package dev.pontage.admin.api;

import dev.pontage.acquirer.AcquirerAlerts;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.limits.Stopped;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.callback.CallbackAlerts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What will not heal by trying again, and who is not called at the moment. */
@RestController
@RequestMapping("/api/v1")
@Needs(Permission.READ)
class AlertsEndpoint {
    private final CallbackAlerts callbacks;
    private final AcquirerAlerts acquirers;
    private final Stopped stopped;

    AlertsEndpoint(CallbackAlerts callbacks, AcquirerAlerts acquirers, Stopped stopped) {
        this.callbacks = callbacks;
        this.acquirers = acquirers;
        this.stopped = stopped;
    }

    record Items<T>(List<T> items) {}

    /** A breaker that is not closed. */
    record Breaker(String name, Optional<UUID> affiliationId, String state) {}

    /** Connectors whose callbacks VTEX refuses: their owner's keys, or the owner's account. */
    @GetMapping("/callback-alerts")
    Items<CallbackAlerts.Refusal> callbacks() {
        return new Items<>(callbacks.refused());
    }

    /** Affiliations whose credentials are refused. */
    @GetMapping("/acquirer-alerts")
    Items<AcquirerAlerts.Refusal> acquirers() {
        return new Items<>(acquirers.refused());
    }

    /** Acquirers and hosts that the node which answers does not call, or only to try. */
    @GetMapping("/breakers")
    Items<Breaker> breakers() {
        return new Items<>(stopped.list().stream()
                .map(it -> new Breaker(it.name(), it.affiliation().map(Affiliation::id), it.state()))
                .toList());
    }
}
