package dev.pontage.admin.merchant;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.form.Longest;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is changed about a merchant, by people and scripts alike, and written down. */
@Component
public class Merchants {
    private final Tenants tenants;
    private final Audit audit;

    Merchants(Tenants tenants, Audit audit) {
        this.tenants = tenants;
        this.audit = audit;
    }

    /** Makes one. */
    public Tenant create(String id, String name) {
        Longest.NAME.check("name", name);
        var made = tenants.create(id, name);
        audit.note("tenant.create", Optional.of(id), id, Optional.empty(), Optional.of(made.name()));
        return made;
    }

    /** By the name in addresses, which must be one's. */
    public Tenant existing(String id) {
        return tenants.find(id).orElseThrow(() -> Rejection.notFound("merchant " + id));
    }

    /** How it is called and where it is; the messages of a refusal are keys. */
    public Tenant rename(String id, String name, String timeZone) {
        var before = existing(id);
        if (name.isBlank()) {
            throw Rejection.invalid("name", "field.empty");
        }
        Longest.NAME.check("name", name);
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw Rejection.invalid("timeZone", "timeZone.wrong");
        }
        var after = tenants.rename(id, name.strip(), timeZone);
        audit.note(
                "tenant.rename",
                Optional.of(id),
                id,
                Optional.of(before.name() + ", " + before.timeZone()),
                Optional.of(after.name() + ", " + after.timeZone()));
        return after;
    }

    /** What it may take. */
    public Tenant limit(String id, Tenant.Limits limits) {
        var before = existing(id);
        var after = tenants.limit(id, limits);
        audit.note("tenant.limits", Optional.of(id), id, Optional.of(before.limits()), Optional.of(after.limits()));
        return after;
    }

    /** Stops or resumes it. */
    public Tenant suspend(String id, boolean suspended) {
        var before = existing(id);
        var after = tenants.suspend(id, suspended);
        audit.note(
                "tenant.suspend", Optional.of(id), id, Optional.of(before.suspended()), Optional.of(after.suspended()));
        return after;
    }
}
