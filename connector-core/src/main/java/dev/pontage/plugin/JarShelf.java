package dev.pontage.plugin;

import dev.pontage.error.Rejection;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;

/** The jars in the database. What was put there without the platform's own key is never given out. */
final class JarShelf {
    private static final int PIECE = 1 << 20;

    private final TenantJdbc jdbc;
    private final TokenHash seals;
    private final Clock clock;

    /** @param origin the node whose folder it lies in; empty if it was uploaded */
    record Kept(UUID id, String plugin, String version, String sha256, String seal, Optional<UUID> origin) {
        String file() {
            return plugin + "-" + version + ".jar";
        }

        private String sealed() {
            return "plugin jar " + plugin + " " + version + " " + sha256;
        }
    }

    JarShelf(TenantJdbc jdbc, TokenHash seals, Clock clock) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.clock = clock;
    }

    List<Kept> all() {
        return jdbc.inTransaction(() -> jdbc.sql(
                        "select id, plugin, version, sha256, seal, origin from plugin_jar order by id")
                .query((row, number) -> new Kept(
                        Ids.of(row.getBytes("id")),
                        row.getString("plugin"),
                        row.getString("version"),
                        row.getString("sha256"),
                        row.getString("seal"),
                        Optional.ofNullable(row.getBytes("origin")).map(Ids::of)))
                .list());
    }

    void put(LoadedPlugin plugin, byte[] jar, Optional<UUID> origin) {
        var bare = new Kept(Ids.next(), plugin.id(), plugin.version(), plugin.sha256(), "", origin);
        try {
            jdbc.transact(() -> insert(bare, jar));
        } catch (DuplicateKeyException e) {
            throw Rejection.exists("another jar of " + plugin + ": give it a version of its own");
        }
    }

    private void insert(Kept kept, byte[] jar) {
        jdbc.sql("insert into plugin_jar (id, plugin, version, size, sha256, seal, origin, added_at)"
                        + " values (:id, :plugin, :version, :size, :sha256, :seal, :origin, :now)")
                .param("id", Ids.bytes(kept.id()))
                .param("plugin", kept.plugin())
                .param("version", kept.version())
                .param("size", jar.length)
                .param("sha256", kept.sha256())
                .param("seal", seals.seal(kept.sealed()))
                .param("origin", kept.origin().map(Ids::bytes).orElse(null))
                .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        for (var at = 0; at < jar.length; at += PIECE) {
            jdbc.sql("insert into plugin_jar_piece (jar_id, number, bytes) values (:id, :number, :bytes)")
                    .param("id", Ids.bytes(kept.id()))
                    .param("number", at / PIECE)
                    .param("bytes", Arrays.copyOfRange(jar, at, Math.min(jar.length, at + PIECE)))
                    .update();
        }
    }

    boolean remove(UUID id) {
        return jdbc.inTransaction(() -> jdbc.sql("delete from plugin_jar where id = :id")
                        .param("id", Ids.bytes(id))
                        .update()
                == 1);
    }

    /** Its bytes, if they are what was put there. */
    byte[] bytes(Kept kept) throws RefusedJar {
        if (!seals.isSeal(kept.sealed(), kept.seal())) {
            throw new RefusedJar("it was not put into the database by this platform");
        }
        var whole = new ByteArrayOutputStream();
        jdbc.inTransaction(() -> jdbc.sql("select bytes from plugin_jar_piece where jar_id = :id order by number")
                        .param("id", Ids.bytes(kept.id()))
                        .query((row, number) -> row.getBytes("bytes"))
                        .list())
                .forEach(whole::writeBytes);
        var jar = whole.toByteArray();
        if (!ContractReader.sha256(jar).equals(kept.sha256())) {
            throw new RefusedJar("its bytes in the database are damaged");
        }
        return jar;
    }
}
