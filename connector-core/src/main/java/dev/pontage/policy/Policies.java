package dev.pontage.policy;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.error.Rejection;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.tenant.Fresh;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What staff set per affiliation and method, and what holds where they set nothing. */
@Component
public class Policies {
    private static final int SHORTEST_CANCEL = 600;
    private static final int LONGEST_CANCEL = 2_592_000;
    private static final int SHORTEST_PIX = 900;
    private static final int LONGEST_PIX = 3_600;
    private static final int LONGEST_SETTLE = 604_800;
    private static final int MOST_BUSINESS_DAYS = 30;
    private static final int USUAL_SETTLE = 21_600;
    private static final int USUAL_AFTER_ANTIFRAUD = 1_800;
    private static final int USUAL_CANCEL = 21_600;
    private static final int USUAL_PIX = 1_800;
    private static final int UNKNOWN_VALIDITY = 86_400;

    private final TenantJdbc jdbc;
    private final TenantJdbc looks;
    private final DueDates dueDates;
    private final Fresh<Affiliation.Key, Map<String, MethodPolicy>> known = new Fresh<>(this::read);

    Policies(@Qualifier("adminJdbc") TenantJdbc jdbc, @Qualifier("paymentsJdbc") TenantJdbc looks, DueDates dueDates) {
        this.jdbc = jdbc;
        this.looks = looks;
        this.dueDates = dueDates;
    }

    /** What a delay may be, in seconds. */
    public record Range(int least, int most) {
        /** Whether it may be this long. */
        public boolean contains(int seconds) {
            return seconds >= least && seconds <= most;
        }
    }

    /** How long VTEX may be told to wait before it settles by itself. */
    public static final Range SETTLE_RANGE = new Range(0, LONGEST_SETTLE);

    /** In how many business days a slip may be due. */
    public static final Range DUE_RANGE = new Range(0, MOST_BUSINESS_DAYS);

    /** How long VTEX may be told to wait for a method before it cancels. */
    public static Range cancelRange(PluginDescriptor.Method method) {
        return method.flow() == Flow.PIX
                ? new Range(SHORTEST_PIX, LONGEST_PIX)
                : new Range(SHORTEST_CANCEL, LONGEST_CANCEL);
    }

    /** What is set for a method. */
    public MethodPolicy of(Affiliation affiliation, String method) {
        return set(affiliation).getOrDefault(method, MethodPolicy.usual(method));
    }

    /** Every method of the plugin with what is set for it. */
    public List<MethodPolicy> list(Affiliation affiliation, PluginDescriptor plugin) {
        var set = read(Set.of(affiliation.key())).getOrDefault(affiliation.key(), Map.of());
        return plugin.methods().stream()
                .map(it -> set.getOrDefault(it.name(), MethodPolicy.usual(it.name())))
                .toList();
    }

    /** What VTEX is told for a payment by this method. */
    public Delays delays(Affiliation affiliation, PluginDescriptor.Method method) {
        return delays(affiliation, of(affiliation, method.name()), method);
    }

    /** What VTEX would be told for a payment of now under a policy that is not set yet. */
    public Delays delays(Affiliation affiliation, MethodPolicy policy, PluginDescriptor.Method method) {
        var due = policy.dueInBusinessDays()
                .filter(it -> method.flow() == Flow.BANK_INVOICE)
                .map(it -> (int)
                        Math.min(LONGEST_CANCEL, dueDates.until(affiliation, it).toSeconds()));
        return delays(due.isPresent() ? policy.withDelayToCancel(due) : policy, method);
    }

    private static Delays delays(MethodPolicy policy, PluginDescriptor.Method method) {
        var cancel = policy.delayToCancel().orElseGet(() -> usualCancel(method));
        var validity = method.validity().map(it -> (int) it.toSeconds());
        return new Delays(
                validity.map(it -> Math.min(it, cancel)).orElse(cancel),
                policy.delayToAutoSettle().orElse(USUAL_SETTLE),
                policy.delayToAutoSettleAfterAntifraud().orElse(USUAL_AFTER_ANTIFRAUD));
    }

    private static int usualCancel(PluginDescriptor.Method method) {
        return switch (method.flow()) {
            case PIX -> USUAL_PIX;
            case CARD, DIRECT -> USUAL_CANCEL;
            default -> method.validity().map(it -> (int) it.toSeconds()).orElse(UNKNOWN_VALIDITY);
        };
    }

    /** What may be set and is mostly a mistake, in English. */
    public static List<String> warnings(MethodPolicy policy) {
        return policy.delayToCancel().filter(it -> it == LONGEST_SETTLE).isPresent()
                ? List.of(
                        "604,800 s is a week flat: VTEX waits as long as that for a payment that the acquirer gave up long"
                                + " before. Set what the acquirer really allows.")
                : List.of();
    }

    /** Sets policies; every value out of range is named, and then none is set. */
    public List<MethodPolicy> change(Affiliation affiliation, PluginDescriptor plugin, List<MethodPolicy> policies) {
        var problems = new ArrayList<Rejection.Problem>();
        policies.forEach(it -> check(it, plugin, problems));
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
        TenantScope.of(affiliation.tenantId())
                .run(() -> jdbc.transact(() -> policies.forEach(it -> write(affiliation, it))));
        known.forget(affiliation.key());
        return list(affiliation, plugin);
    }

    private static void check(MethodPolicy policy, PluginDescriptor plugin, List<Rejection.Problem> problems) {
        var method = plugin.method(policy.name());
        if (method.isEmpty()) {
            problems.add(new Rejection.Problem("name", "The plugin has no method " + policy.name() + "."));
            return;
        }
        var pix = method.get().flow() == Flow.PIX;
        range(
                policy.name(),
                "delayToCancel",
                policy.delayToCancel(),
                pix ? SHORTEST_PIX : SHORTEST_CANCEL,
                pix ? LONGEST_PIX : LONGEST_CANCEL,
                problems);
        range(policy.name(), "dueInBusinessDays", policy.dueInBusinessDays(), 0, MOST_BUSINESS_DAYS, problems);
        range(policy.name(), "delayToAutoSettle", policy.delayToAutoSettle(), 0, LONGEST_SETTLE, problems);
        range(
                policy.name(),
                "delayToAutoSettleAfterAntifraud",
                policy.delayToAutoSettleAfterAntifraud(),
                0,
                LONGEST_SETTLE,
                problems);
    }

    private static void range(
            String method,
            String field,
            Optional<Integer> value,
            int least,
            int most,
            List<Rejection.Problem> problems) {
        value.filter(it -> it < least || it > most)
                .ifPresent(it -> problems.add(new Rejection.Problem(
                        field, method + " takes " + least + " to " + most + " here, not " + it + ".")));
    }

    private void write(Affiliation affiliation, MethodPolicy policy) {
        jdbc.sql("delete from method_policy where affiliation_id = :id and name = :name and :scope")
                .param("id", Ids.bytes(affiliation.id()))
                .param("name", policy.name())
                .update();
        jdbc.sql("""
                        insert into method_policy (affiliation_id, tenant_id, name, enabled, delay_to_cancel,
                            delay_to_auto_settle, delay_to_auto_settle_after_antifraud, due_in_business_days)
                        values (:id, :tenant, :name, :enabled, :cancel, :settle, :antifraud, :due)
                        """)
                .param("id", Ids.bytes(affiliation.id()))
                .param("name", policy.name())
                .param("enabled", policy.enabled())
                .param("cancel", policy.delayToCancel().orElse(null))
                .param("settle", policy.delayToAutoSettle().orElse(null))
                .param("antifraud", policy.delayToAutoSettleAfterAntifraud().orElse(null))
                .param("due", policy.dueInBusinessDays().orElse(null))
                .update();
    }

    private Map<String, MethodPolicy> set(Affiliation affiliation) {
        return known.get(affiliation.key()).orElse(Map.of());
    }

    private Map<Affiliation.Key, Map<String, MethodPolicy>> read(Set<Affiliation.Key> affiliations) {
        var policies = new HashMap<Affiliation.Key, Map<String, MethodPolicy>>();
        Affiliation.Key.scope(affiliations)
                .run(() -> looks.sql("select * from method_policy where affiliation_id in (:ids) and :scope")
                        .param("ids", Affiliation.Key.ids(affiliations))
                        .query((row, index) -> policies.computeIfAbsent(
                                        Affiliation.Key.of(row), it -> new LinkedHashMap<>())
                                .put(row.getString("name"), map(row, index)))
                        .list());
        return policies;
    }

    private static MethodPolicy map(ResultSet row, int index) throws SQLException {
        return new MethodPolicy(
                row.getString("name"),
                row.getBoolean("enabled"),
                seconds(row.getObject("delay_to_cancel", Integer.class)),
                seconds(row.getObject("delay_to_auto_settle", Integer.class)),
                seconds(row.getObject("delay_to_auto_settle_after_antifraud", Integer.class)),
                seconds(row.getObject("due_in_business_days", Integer.class)));
    }

    private static Optional<Integer> seconds(@Nullable Integer value) {
        return Optional.ofNullable(value);
    }
}
