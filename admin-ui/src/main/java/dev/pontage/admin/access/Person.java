package dev.pontage.admin.access;

import dev.pontage.tenant.TenantScope;
import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is at work: a member of the staff, or a token.
 *
 * @param name an e-mail address or a token's name
 * @param everyTenant whether the scope is all merchants
 * @param tenants the scope otherwise
 */
public record Person(String name, Role role, boolean everyTenant, Set<UUID> tenants)
        implements Serializable, AuthenticatedPrincipal {

    public Person {
        tenants = Set.copyOf(tenants);
    }

    /** By which their sessions are found again. */
    @Override
    public String getName() {
        return name;
    }

    /** Whether a route that demands this is open to them. */
    public boolean may(Permission permission) {
        return permission == Permission.ANYONE
                || (role.holds(permission) && (everyTenant || !permission.needsEveryTenant()));
    }

    /** Whose rows they may see. */
    public TenantScope scope() {
        return everyTenant ? TenantScope.all() : new TenantScope.Only(tenants);
    }

    /** Who made the request at hand. */
    public static Person current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Person person) {
            return person;
        }
        throw new Forbidden("Nobody is logged in.");
    }
}
