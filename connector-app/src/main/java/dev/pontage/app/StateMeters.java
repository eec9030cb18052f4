package dev.pontage.app;

import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.limit.Contingency;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Usage;
import dev.pontage.limit.Work;
import dev.pontage.remote.Breakers;
import dev.pontage.tenant.TenantScope;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How tenants stand against their limits, which breakers are open and what is left of VTEX's patience, as metrics of this
 * node. Who has something to show changes, so the rows are made anew every few seconds.
 */
@Component
final class StateMeters implements Chores {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** A series each for more tenants than this would be a load of its own; those with refusals come first. */
    private static final int MOST_TENANTS = 500;

    private final Limits limits;
    private final Breakers breakers;
    private final Contingency contingency;
    private final Function<UUID, Optional<String>> slugs;
    private final MultiGauge use;
    private final MultiGauge allowed;
    private final MultiGauge admitted;
    private final MultiGauge refused;
    private final MultiGauge open;
    private final MultiGauge errors;

    @Autowired
    StateMeters(Limits limits, Breakers breakers, Contingency contingency, Tenants tenants, MeterRegistry registry) {
        this(
                limits,
                breakers,
                contingency,
                it -> TenantScope.all().call(() -> tenants.find(it)).map(Tenant::slug),
                registry);
    }

    StateMeters(
            Limits limits,
            Breakers breakers,
            Contingency contingency,
            Function<UUID, Optional<String>> slugs,
            MeterRegistry registry) {
        this.limits = limits;
        this.breakers = breakers;
        this.contingency = contingency;
        this.slugs = slugs;
        this.use = gauge(registry, "pontage.tenant.requests", "Requests of a tenant inside at the moment");
        this.allowed = gauge(registry, "pontage.tenant.limit", "What a tenant may take");
        this.admitted = gauge(registry, "pontage.tenant.admitted", "Requests let in since the limit was last changed");
        this.refused = gauge(registry, "pontage.tenant.refused", "Requests refused since then, by reason");
        this.open = gauge(registry, "pontage.breaker.state", "1 for each breaker that does not let everything through");
        this.errors = gauge(registry, "pontage.contingency.errors", "Technical errors VTEX had in five minutes");
        registry.gauge("pontage.contingency.trigger", Contingency.TRIGGER);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public List<Chore> chores() {
        return List.of(new Chore.OfEveryNode("state as metrics", EVERY, this::refresh));
    }

    /** A tenant's use of one kind of work. */
    private record Line(String tenant, Usage usage) {
        Tags tags() {
            return Tags.of("tenant", tenant, "work", word(usage.work()));
        }
    }

    void refresh() {
        var lines = lines();
        use.register(rows(lines, it -> Stream.of(Row.of(it.tags(), it.usage().inUse()))), true);
        admitted.register(
                rows(lines, it -> Stream.of(Row.of(it.tags(), it.usage().admitted()))), true);
        allowed.register(rows(lines, StateMeters::allowance), true);
        refused.register(rows(lines, StateMeters::refusals), true);
        open.register(
                breakers.notClosed().entrySet().stream()
                        .<Row<?>>map(it -> Row.of(Tags.of("breaker", it.getKey(), "state", it.getValue()), 1))
                        .toList(),
                true);
        errors.register(
                contingency.connectors().stream()
                        .flatMap(it -> budget(it, contingency.of(it)))
                        .<Row<?>>map(it -> it)
                        .toList(),
                true);
    }

    private List<Line> lines() {
        return limits.usage().entrySet().stream()
                .sorted((one, other) -> Long.compare(refusedOf(other), refusedOf(one)))
                .flatMap(it -> slugs.apply(it.getKey()).stream().map(slug -> Map.entry(slug, it.getValue())))
                .limit(MOST_TENANTS)
                .flatMap(it -> it.getValue().stream().map(usage -> new Line(it.getKey(), usage)))
                .toList();
    }

    private static long refusedOf(Map.Entry<UUID, List<Usage>> it) {
        return it.getValue().stream().mapToLong(Usage::refused).sum();
    }

    private static List<Row<?>> rows(List<Line> lines, Function<Line, Stream<Row<Number>>> of) {
        return lines.stream().flatMap(of).<Row<?>>map(it -> it).toList();
    }

    private static Stream<Row<Number>> allowance(Line it) {
        var may = it.usage().allowance();
        return Stream.of(
                Row.of(it.tags().and("kind", "rate"), may.requestsPerSecond()),
                Row.of(it.tags().and("kind", "burst"), may.burst()),
                Row.of(it.tags().and("kind", "concurrent"), may.maxConcurrent()));
    }

    private static Stream<Row<Number>> refusals(Line it) {
        return it.usage().refusals().entrySet().stream()
                .map(no -> Row.of(it.tags().and("reason", no.getKey().code()), no.getValue()));
    }

    private static Stream<Row<Number>> budget(String connector, Contingency.Budget it) {
        return Stream.of(
                Row.of(Tags.of("connector", connector, "work", word(Work.CREATE)), it.creates()),
                Row.of(Tags.of("connector", connector, "work", word(Work.CHANGE)), it.changes()));
    }

    private static String word(Work work) {
        return work.name().toLowerCase(Locale.ROOT);
    }
}
