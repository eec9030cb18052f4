package dev.pontage.tenant;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A statement, read once: whether it touches a tenant's table and where the scope goes. */
record ScopedStatement(String sql, boolean needsScope, boolean inserts, String ofAll, String ofOne) {
    /** Every table with a tenant_id; a test compares this with the database. */
    static final Set<String> TABLES = Set.of(
            "acquirer_alert",
            "affiliation",
            "affiliation_setting",
            "affiliation_vtex_setting",
            "connect_invitation",
            "ppp_credential",
            "method_policy",
            "payment",
            "operation",
            "exchange",
            "callback",
            "callback_attempt",
            "webhook",
            "webhook_event",
            "payment_note",
            "payment_reference",
            "plugin_rollout",
            "payment_minute",
            "payment_hour",
            "latency_minute",
            "latency_hour",
            "latency_second",
            "change_approval");

    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join|into|update)\\s+`?([a-z_]+)`?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCOPE = Pattern.compile(":scope(?:\\(([a-z_]+)\\))?(?![a-z_])");
    private static final Pattern TENANT = Pattern.compile(":tenant(?![a-z_])");

    static ScopedStatement parse(String sql) {
        var touches = TABLE.matcher(sql)
                .results()
                .anyMatch(it -> TABLES.contains(it.group(1).toLowerCase(Locale.ROOT)));
        var conditions = SCOPE.matcher(sql).find();
        var inserts = TENANT.matcher(sql).find();
        if (touches && !conditions && !inserts) {
            throw new IllegalStateException("a statement on a tenant's table must say :scope or :tenant: " + sql);
        }
        return new ScopedStatement(
                sql,
                conditions || inserts,
                inserts,
                with(sql, it -> "1 = 1"),
                with(sql, it -> it + "tenant_id = :scope_tenant"));
    }

    String within(TenantScope scope) {
        return switch (scope) {
            case TenantScope.All() -> ofAll;
            case TenantScope.Only(var tenants) when tenants.isEmpty() -> with(sql, it -> "1 = 0");
            case TenantScope.Only(var tenants) when tenants.size() == 1 -> ofOne;
            case TenantScope.Only(var _) -> with(sql, it -> it + "tenant_id in (:scope_tenants)");
        };
    }

    private static String with(String sql, UnaryOperator<String> condition) {
        return SCOPE.matcher(sql).replaceAll(it -> condition.apply(it.group(1) == null ? "" : it.group(1) + "."));
    }

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec spec, TenantScope scope) {
        if (inserts) {
            spec = spec.param("tenant", Ids.bytes(single(scope)));
        }
        if (scope instanceof TenantScope.Only(var tenants)) {
            spec = tenants.size() == 1
                    ? spec.param("scope_tenant", Ids.bytes(tenants.iterator().next()))
                    : spec.param(
                            "scope_tenants",
                            Places.of(tenants.stream().map(Ids::bytes).toList()));
        }
        return spec;
    }

    private static java.util.UUID single(TenantScope scope) {
        if (scope instanceof TenantScope.Only(var tenants) && tenants.size() == 1) {
            return tenants.iterator().next();
        }
        throw new IllegalStateException("a row is written for one tenant: bind its scope");
    }
}
