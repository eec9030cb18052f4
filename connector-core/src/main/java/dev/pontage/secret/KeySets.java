package dev.pontage.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Key sets of tenants and of the platform. Each is kept in the database under the master key, is decrypted once and then
 * held in memory: the master key is not asked on every use.
 */
@Component
class KeySets {
    static final String SECRETS = "secrets";
    private static final String TOKENS = "tokens";

    private final MasterKey master;
    private final TenantJdbc jdbc;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Aead> aeads = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Mac> macs = new ConcurrentHashMap<>();

    KeySets(MasterKey master, @Qualifier("adminJdbc") TenantJdbc jdbc, Clock clock) {
        this.master = master;
        this.jdbc = jdbc;
        this.clock = clock;
        register();
    }

    private static void register() {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Aead aead(UUID owner) {
        return aeads.computeIfAbsent(owner, it -> primitive(handle(it, SECRETS), Aead.class));
    }

    /** Reads the keys again at the next use: another node may have added one. */
    void forget(UUID owner) {
        aeads.remove(owner);
    }

    Mac mac() {
        return macs.computeIfAbsent(SecretCipher.PLATFORM, it -> primitive(handle(it, TOKENS), Mac.class));
    }

    private static <P> P primitive(KeysetHandle handle, Class<P> type) {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeysetHandle handle(UUID owner, String purpose) {
        return find(owner, purpose).orElseGet(() -> make(owner, purpose));
    }

    private Optional<KeysetHandle> find(UUID owner, String purpose) {
        return jdbc.sql("select key_set from key_set where owner = :owner and purpose = :purpose")
                .param("owner", Ids.bytes(owner))
                .param("purpose", purpose)
                .query(String.class)
                .optional()
                .map(it -> open(it, owner, purpose, master));
    }

    static KeysetHandle open(String sealed, UUID owner, String purpose, MasterKey master) {
        try {
            return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(sealed, master.aead(), place(owner, purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the master key does not open this database's keys; give the right one", e);
        }
    }

    /** Two nodes may make the same key set at once: one row wins and both use it. */
    private KeysetHandle make(UUID owner, String purpose) {
        try {
            var handle = KeysetHandle.generateNew(
                    purpose.equals(TOKENS)
                            ? PredefinedMacParameters.HMAC_SHA256_256BITTAG
                            : PredefinedAeadParameters.AES256_GCM);
            var sealed =
                    TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(handle, master.aead(), place(owner, purpose));
            jdbc.transact(() -> insert(owner, purpose, sealed));
            return handle;
        } catch (DuplicateKeyException e) {
            return find(owner, purpose).orElseThrow(() -> e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(UUID owner, String purpose, String sealed) {
        jdbc.sql("insert into key_set (owner, purpose, key_set, created_at) values (:owner, :purpose, :keys, :now)")
                .param("owner", Ids.bytes(owner))
                .param("purpose", purpose)
                .param("keys", sealed)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    static byte[] place(UUID owner, String purpose) {
        return ("key_set/" + owner + '/' + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
