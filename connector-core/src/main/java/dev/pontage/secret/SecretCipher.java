package dev.pontage.secret;

import com.google.crypto.tink.Aead;
import dev.pontage.spi.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Encrypts a tenant's secrets under a key of that tenant. A value is bound to the row and column it stands in: moved
 * elsewhere, it cannot be read.
 */
@Component
public class SecretCipher {
    private final KeySets keys;

    SecretCipher(KeySets keys) {
        this.keys = keys;
    }

    /** Where a value stands; it can be decrypted nowhere else. */
    public record Place(String table, UUID row, String column) {
        private byte[] bytes() {
            return (table + '/' + row + '/' + column).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Encrypts a tenant's value for one place. */
    public String encrypt(UUID tenant, Place place, String value) {
        try {
            var sealed = aead(tenant).encrypt(value.getBytes(StandardCharsets.UTF_8), place.bytes());
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be encrypted", e);
        }
    }

    /** Encrypts a tenant's secret for one place. */
    public String encrypt(UUID tenant, Place place, Secret value) {
        return encrypt(tenant, place, value.reveal());
    }

    /** Decrypts a tenant's value at its place. */
    public String decrypt(UUID tenant, Place place, String value) {
        try {
            return open(tenant, place, value);
        } catch (GeneralSecurityException perhapsNewKey) {
            keys.forget(tenant);
        } catch (IllegalArgumentException e) {
            throw unreadable(place, e);
        }
        try {
            return open(tenant, place, value);
        } catch (GeneralSecurityException e) {
            throw unreadable(place, e);
        }
    }

    private String open(UUID tenant, Place place, String value) throws GeneralSecurityException {
        var opened = aead(tenant).decrypt(Base64.getDecoder().decode(value), place.bytes());
        return new String(opened, StandardCharsets.UTF_8);
    }

    private static IllegalStateException unreadable(Place place, Exception cause) {
        return new IllegalStateException(
                "a secret at " + place.table() + " cannot be decrypted: is it the right master key?", cause);
    }

    private Aead aead(UUID tenant) {
        return keys.aead(tenant);
    }

    /** The owner of what belongs to no tenant. */
    public static final UUID PLATFORM = new UUID(0, 0);
}
