package dev.pontage.admin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose token it is. So far there is the one from the environment, valid as long as it is set there. */
@Component
class ApiTokens {
    private static final int SHORTEST = 32;

    private final Optional<byte[]> bootstrap;

    ApiTokens(@Value("${pontage.bootstrap-api-token:}") String bootstrap) {
        if (!bootstrap.isEmpty() && bootstrap.length() < SHORTEST) {
            throw new IllegalStateException("PONTAGE_BOOTSTRAP_API_TOKEN must have at least 32 characters");
        }
        this.bootstrap = Optional.of(bootstrap).filter(it -> !it.isEmpty()).map(ApiTokens::digest);
    }

    Optional<Person> find(String token) {
        return bootstrap
                .filter(kept -> MessageDigest.isEqual(kept, digest(token)))
                .map(it -> new Person("bootstrap token", Role.ADMINISTRATOR, true, Set.of()));
    }

    // Digests are of one length, so that comparing them tells nothing about the token's.
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
