package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.limit.Allowance;
import dev.pontage.limit.Contingency;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.remote.Breakers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What staff see in the admin stands in the metrics too. */
class StateMetersTest {
    private final UUID tenant = UUID.randomUUID();
    private final Limits limits = new Limits();
    private final Breakers breakers = new Breakers();
    private final Contingency contingency = new Contingency(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StateMeters meters = new StateMeters(
            limits,
            breakers,
            contingency,
            it -> it.equals(tenant) ? Optional.of("mystore") : Optional.empty(),
            registry);

    @Test
    void a_tenants_use_stands_beside_its_limit_with_what_was_refused_and_why() {
        var allowance = new Allowance(1, 2, 7);
        for (var i = 0; i < 3; i++) {
            limits.enter(tenant, Work.CREATE, allowance, Duration.ZERO);
        }
        limits.enter(UUID.randomUUID(), Work.WEBHOOK, allowance, Duration.ZERO);

        meters.refresh();

        assertThat(value("pontage.tenant.requests", "work", "create")).isEqualTo(2);
        assertThat(value("pontage.tenant.admitted", "work", "create")).isEqualTo(2);
        assertThat(value("pontage.tenant.limit", "kind", "concurrent")).isEqualTo(7);
        assertThat(value("pontage.tenant.refused", "work", "create")).isEqualTo(1);
        assertThat(registry.get("pontage.tenant.requests").gauges()).hasSize(1);
    }

    @Test
    void a_breaker_is_told_while_it_is_open() {
        for (var i = 0; i < 20; i++) {
            var breaker = breakers.of("acquirer.example");
            if (breaker.enter()) {
                breaker.failed(Duration.ZERO);
            }
        }

        meters.refresh();

        assertThat(value("pontage.breaker.state", "breaker", "acquirer.example"))
                .isEqualTo(1);
    }

    @Test
    void errors_of_creates_and_changes_are_counted_apart_for_each_connector() {
        contingency.failed("acmepay", Work.CREATE);
        contingency.failed("acmepay", Work.CREATE);
        contingency.failed("acmepay", Work.CHANGE);

        meters.refresh();

        assertThat(value("pontage.contingency.errors", "work", "create")).isEqualTo(2);
        assertThat(value("pontage.contingency.errors", "work", "change")).isEqualTo(1);
        assertThat(registry.get("pontage.contingency.trigger").gauge().value()).isEqualTo(5);
    }

    private double value(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }
}
