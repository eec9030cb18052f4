package dev.pontage.admin.access;

import dev.pontage.audit.AuditEntry;
import dev.pontage.audit.AuditTrail;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes down what the person of the request at hand did. */
@Component
public class Audit {
    private final AuditTrail trail;
    private final Clock clock;

    Audit(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** A change without a merchant. */
    public void note(String action, String subject, Object after) {
        note(action, Optional.empty(), subject, Optional.empty(), Optional.of(after));
    }

    /** A change. The values are printed, so they hold no secret. */
    public void note(
            String action, Optional<String> tenant, String subject, Optional<Object> before, Optional<Object> after) {
        noteAs(Person.current().name(), action, tenant, subject, before, after);
    }

    /** What somebody did who is not logged in yet. */
    public void noteAs(
            String actor,
            String action,
            Optional<String> tenant,
            String subject,
            Optional<Object> before,
            Optional<Object> after) {
        trail.add(new AuditEntry(
                clock.instant(),
                actor,
                origin(),
                action,
                tenant,
                subject,
                before.map(Object::toString),
                after.map(Object::toString)));
    }

    private static String origin() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
