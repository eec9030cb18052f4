package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.platform.Trail;
import dev.pontage.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditEndpoint {
    private final Trail trail;

    AuditEndpoint(Trail trail) {
        this.trail = trail;
    }

    record Listed(List<AuditEntry> items, Optional<String> nextCursor) {}

    @GetMapping
    @Needs(Permission.AUDIT)
    Listed list(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String tenantId,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to,
            @RequestParam(defaultValue = "") String cursor) {
        var page = trail.page(new Trail.Wanted(who.strip(), what.strip(), tenantId.strip(), from, to), cursor);
        return new Listed(page.lines().stream().map(Trail.Line::entry).toList(), page.next());
    }
}
