package dev.pontage.tenant;

import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Whose rows the work at hand may see and write. Bound once where a request enters (by its credentials or its person's
 * scope) or where the worker takes up an item; without one, no tenant's table can be reached at all.
 */
public sealed interface TenantScope {
    /** Every tenant: the worker's search for due work, and staff without a restriction. */
    record All() implements TenantScope {}

    /** These tenants only. */
    record Only(Set<UUID> tenants) implements TenantScope {
        public Only {
            tenants = Set.copyOf(tenants);
        }
    }

    /** Every tenant. */
    static TenantScope all() {
        return new All();
    }

    /** One tenant. */
    static TenantScope of(UUID tenant) {
        return new Only(Set.of(tenant));
    }

    /** Whether a tenant's rows are in it. */
    default boolean includes(UUID tenant) {
        return switch (this) {
            case All() -> true;
            case Only(var tenants) -> tenants.contains(tenant);
        };
    }

    /** Does the work within this scope and no other. */
    default <T> T call(Supplier<T> work) {
        return ScopedValue.where(Bound.SCOPE, this).call(work::get);
    }

    /** Does the work within this scope and no other. */
    default void run(Runnable work) {
        ScopedValue.where(Bound.SCOPE, this).run(work);
    }

    /** The scope that is bound. */
    static TenantScope current() {
        if (!Bound.SCOPE.isBound()) {
            throw new IllegalStateException("no tenant scope is bound: a tenant's data is out of reach");
        }
        return Bound.SCOPE.get();
    }

    /** Keeps the binding out of the interface. */
    final class Bound {
        private static final ScopedValue<TenantScope> SCOPE = ScopedValue.newInstance();

        private Bound() {}
    }
}
