package dev.pontage.policy;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.tenant.TenantScope;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Until when a slip can be paid: to the end of its day where the merchant is. */
@Component
class DueDates {
    private static final ZoneId BRAZIL = ZoneId.of("America/Sao_Paulo");

    private final Holidays holidays;
    private final Tenants tenants;
    private final Clock clock;

    DueDates(Holidays holidays, Tenants tenants, Clock clock) {
        this.holidays = holidays;
        this.tenants = tenants;
        this.clock = clock;
    }

    Duration until(Affiliation affiliation, int businessDays) {
        var zone = TenantScope.of(affiliation.tenantId())
                .call(() -> tenants.find(affiliation.tenantId()))
                .map(Tenant::timeZone)
                .map(DueDates::zone)
                .orElse(BRAZIL);
        var now = clock.instant();
        var due = holidays.later(LocalDate.ofInstant(now, zone), businessDays);
        return Duration.between(now, due.atTime(LocalTime.MAX).atZone(zone).toInstant());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return BRAZIL;
        }
    }
}
