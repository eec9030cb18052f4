package dev.pontage.ppp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.affiliation.Affiliation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;

/** Who called lately and was right, so that they are known while the database is away. Keeps no token. */
final class LastCallers {
    private static final int MOST = 20_000;
    private static final Duration KEPT = Duration.ofHours(24);

    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    private record Known(Affiliation affiliation, byte[] hash) {}

    void note(String key, String token, Optional<Affiliation> affiliation) {
        if (affiliation.isPresent()) {
            if (!isNoted(key, affiliation.get())) {
                known.put(key, new Known(affiliation.get(), hash(token)));
            }
        } else {
            find(key, token).ifPresent(it -> known.invalidate(key));
        }
    }

    /** The very same one was read together with the same hash of a token, which this token has matched. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isNoted(String key, Affiliation affiliation) {
        var before = known.getIfPresent(key);
        return before != null && before.affiliation() == affiliation;
    }

    Optional<Affiliation> find(String key, String token) {
        return Optional.ofNullable(known.getIfPresent(key))
                .filter(it -> MessageDigest.isEqual(it.hash(), hash(token)))
                .map(Known::affiliation);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
