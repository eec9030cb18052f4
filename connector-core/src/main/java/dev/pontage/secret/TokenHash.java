package dev.pontage.secret;

import dev.pontage.spi.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/** Tokens are kept as keyed hashes, so that a copy of the database opens no door, and compared in constant time. */
@Component
public class TokenHash {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final KeySets keys;

    TokenHash(KeySets keys) {
        this.keys = keys;
    }

    /** A new token, 43 characters of which none needs escaping anywhere. */
    public static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a token. */
    public byte[] of(String token) {
        try {
            return keys.mac().computeMac(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token could not be hashed", e);
        }
    }

    /** Whether a token is the one that was kept. */
    public boolean matches(String token, byte[] kept) {
        try {
            keys.mac().verifyMac(kept, token.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A mark for an address that only we can have made. */
    public String seal(String what) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(what));
    }

    /** A mark by which the same values are known again, and nothing else of them. */
    public String seal(SortedMap<String, Secret> values) {
        var all = new StringBuilder();
        values.forEach((name, value) -> all.append(name.length())
                .append(name)
                .append(value.reveal().length())
                .append(value.reveal()));
        return seal(all.toString());
    }

    /** Whether a mark is ours and for this. */
    public boolean isSeal(String what, String seal) {
        try {
            return matches(what, Base64.getUrlDecoder().decode(seal));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
