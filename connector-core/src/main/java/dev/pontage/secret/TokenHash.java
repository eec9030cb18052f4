package dev.pontage.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
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
}
