package dev.pontage.payment;

import dev.pontage.tenant.TenantScope;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes up what is due, renews what is alive, lets go of what is old. */
@Component
class PaymentChores implements Chores {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentChores.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PURGES = Duration.ofDays(1);
    private static final int LOOKS_AT_ONCE = 32;

    private final Claims claims;
    private final DoubtResolver resolver;
    private final InFlight inFlight;
    private final Keeping keeping;

    PaymentChores(Claims claims, DoubtResolver resolver, InFlight inFlight, Keeping keeping) {
        this.claims = claims;
        this.resolver = resolver;
        this.inFlight = inFlight;
        this.keeping = keeping;
    }

    @Override
    public List<Chore> chores() {
        return List.of(
                new Chore.AtStart(
                        "free what this node held", () -> TenantScope.all().run(claims::freeOwn)),
                new Chore.OfEveryNode("renew the leases of calls", BETWEEN_RENEWALS, this::renew),
                new Chore.Intake<>(
                        "look at payments in doubt",
                        BETWEEN_LOOKS,
                        LOOKS_AT_ONCE,
                        free -> TenantScope.all().call(() -> claims.takeDue(free)),
                        it -> TenantScope.of(it.tenantId()).run(() -> resolver.resolve(it))),
                new Chore.OfOneNode("let go of old exchanges and personal data", BETWEEN_PURGES, this::tidy));
    }

    private void renew() {
        for (var call : inFlight.all()) {
            renew(call);
        }
    }

    /** One whose row somebody holds does not cost the others their lease. */
    private void renew(InFlight.Call call) {
        try {
            TenantScope.of(call.operation.tenantId()).run(() -> claims.renew(call));
        } catch (RuntimeException e) {
            LOG.warn("the lease of operation {} was not renewed yet: {}", call.operation.id(), e.toString());
        }
    }

    private void tidy() {
        var rows = keeping.purge();
        if (rows > 0) {
            LOG.info("let go of {} rows that nobody needs any more", rows);
        }
    }
}
