package dev.pontage.secret;

import dev.pontage.spi.settings.Secret;
import java.util.function.Predicate;

/** What may be known of a secret without its being seen. */
public final class Secrets {
    private Secrets() {}

    /** Whether it stands a check, which keeps nothing of it. */
    public static boolean holds(Secret secret, Predicate<String> check) {
        return check.test(secret.reveal());
    }
}
