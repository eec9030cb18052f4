package dev.pontage.secret;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * New keys in the place of old ones. The secrets themselves stay as they are: a tenant's former key goes on reading what
 * it wrote, and the master key only ever seals keys.
 */
public final class KeyRotation {
    private final TenantJdbc jdbc;

    /** On a database that nobody else rotates at the same time. */
    public KeyRotation(TenantJdbc jdbc) {
        this.jdbc = jdbc;
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Sealed(UUID owner, String purpose, String keys) {}

    /** Gives a tenant's secrets a new key; false where there is no such tenant or it has no secret yet. */
    public boolean renewTenant(String slug, MasterKey master) {
        return jdbc.inTransaction(() -> find(slug).map(it -> renew(it, master)).isPresent());
    }

    /**
     * A new master key in the place of the one in the file. Its own file exists before anything is under it, and the
     * former one is kept beside it until a person removes it; where it stands is answered.
     */
    public Path renewMaster(Path file) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        if (!Files.exists(next)) {
            MasterKey.make(next);
        }
        var former = MasterKey.read(file);
        var fresh = MasterKey.read(next);
        // A run that was interrupted may have got as far as the database: then only the files are left to do.
        if (opens(former)) {
            renewMaster(former, fresh);
        } else if (!opens(fresh)) {
            throw new IllegalStateException(
                    file + " does not open this database's keys; put the right master key there");
        }
        try {
            var kept = file.resolveSibling(file.getFileName() + ".former");
            Files.deleteIfExists(kept);
            Files.createLink(kept, file);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts every key under another master key, all of them or none. Says how many there are. */
    int renewMaster(MasterKey former, MasterKey fresh) {
        return jdbc.inTransaction(() -> {
            var all = all("");
            all.forEach(it -> write(it, open(it, former), fresh));
            return all.size();
        });
    }

    /** Whether a master key opens what is stored; an empty database is opened by any. */
    boolean opens(MasterKey master) {
        try {
            all(" limit 1").forEach(it -> open(it, master));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Sealed renew(Sealed sealed, MasterKey master) {
        try {
            var fresh = KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary();
            write(
                    sealed,
                    KeysetHandle.newBuilder(open(sealed, master))
                            .addEntry(fresh)
                            .build(),
                    master);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetHandle open(Sealed sealed, MasterKey master) {
        return KeySets.open(sealed.keys(), sealed.owner(), sealed.purpose(), master);
    }

    private void write(Sealed sealed, KeysetHandle handle, MasterKey master) {
        try {
            var keys = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                    handle, master.aead(), KeySets.place(sealed.owner(), sealed.purpose()));
            jdbc.sql("update key_set set key_set = :keys where owner = :owner and purpose = :purpose")
                    .param("keys", keys)
                    .param("owner", Ids.bytes(sealed.owner()))
                    .param("purpose", sealed.purpose())
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Sealed> find(String slug) {
        return jdbc.sql("select k.owner, k.purpose, k.key_set from key_set k join tenant t on t.id = k.owner"
                        + " where t.slug = :slug and k.purpose = :purpose for update")
                .param("slug", slug)
                .param("purpose", KeySets.SECRETS)
                .query((row, number) -> sealed(row))
                .optional();
    }

    private List<Sealed> all(String limit) {
        return jdbc.sql("select owner, purpose, key_set from key_set order by owner, purpose" + limit + " for update")
                .query((row, number) -> sealed(row))
                .list();
    }

    private static Sealed sealed(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Sealed(Ids.of(row.getBytes("owner")), row.getString("purpose"), row.getString("key_set"));
    }
}
