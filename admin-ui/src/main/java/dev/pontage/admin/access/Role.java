package dev.pontage.admin.access;

import java.util.EnumSet;
import java.util.Set;

/** What a person is to the platform. */
public enum Role {
    VIEWER(EnumSet.of(Permission.READ)),
    OPERATOR(EnumSet.of(Permission.READ, Permission.OPERATE)),
    ADMINISTRATOR(EnumSet.complementOf(EnumSet.of(Permission.ANYONE))),
    AUDITOR(EnumSet.of(Permission.READ, Permission.AUDIT));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    boolean holds(Permission permission) {
        return permissions.contains(permission);
    }
}
