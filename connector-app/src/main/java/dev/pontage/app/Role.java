package dev.pontage.app;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process does; a small installation does everything in one. */
enum Role {
    /** Answers VTEX, acquirers and shoppers. */
    GATEWAY,
    /** Shows the web admin and the admin API. */
    ADMIN,
    /** Sends callbacks and resolves doubts. */
    WORKER;

    static Set<Role> parse(String words) {
        var roles = EnumSet.noneOf(Role.class);
        for (var word : words.split(",", -1)) {
            try {
                roles.add(Role.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new Refusal("PONTAGE_ROLES has \"" + word.strip() + "\"; use any of "
                        + String.join(
                                ",", Arrays.stream(values()).map(Role::word).toList()));
            }
        }
        return Collections.unmodifiableSet(roles);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
