package dev.pontage.admin.staff;

import dev.pontage.admin.access.Person;
import dev.pontage.admin.access.Role;
import java.util.Set;
import java.util.UUID;

/**
 * One of the staff.
 *
 * @param enrolled whether the second factor is set up
 */
public record Member(
        UUID id, String email, String name, Role role, boolean everyTenant, Set<UUID> tenants, boolean enrolled) {

    /** Who they are to the rest of the admin. */
    public Person person() {
        return new Person(email, role, everyTenant, tenants);
    }
}
