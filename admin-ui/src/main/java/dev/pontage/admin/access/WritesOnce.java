package dev.pontage.admin.access;

import dev.pontage.secret.SecretCipher;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** What a script wrote under an {@code Idempotency-Key}, and what it was answered. */
@Component
class WritesOnce {
    /** As long as a script may sensibly repeat. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final TenantJdbc jdbc;
    private final SecretCipher cipher;
    private final Clock clock;

    WritesOnce(@Qualifier("adminJdbc") TenantJdbc jdbc, SecretCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** What is known of a key. */
    sealed interface Known {
        /** Nothing: it was taken just now, and the write may go on. */
        record Taken(UUID id) implements Known {}

        /** It was answered. */
        record Answered(int status, String body) implements Known {}

        /** It is being worked on. */
        record Running() implements Known {}

        /** It belongs to another write. */
        record Other() implements Known {}
    }

    Known take(String caller, String key, byte[] write) {
        var now = clock.instant();
        var id = Ids.next();
        try {
            jdbc.transact(() -> {
                jdbc.sql("delete from api_write where made_at < :old")
                        .param("old", Timestamp.from(now.minus(REMEMBERED)))
                        .update();
                jdbc.sql("""
                                insert into api_write (id, write_key, fingerprint, made_at)
                                values (:id, :key, :fingerprint, :now)
                                """)
                        .param("id", Ids.bytes(id))
                        .param("key", hash((caller + "\n" + key).getBytes(StandardCharsets.UTF_8)))
                        .param("fingerprint", hash(write))
                        .param("now", Timestamp.from(now))
                        .update();
            });
            return new Known.Taken(id);
        } catch (DuplicateKeyException e) {
            return find(caller, key, hash(write));
        }
    }

    private Known find(String caller, String key, byte[] fingerprint) {
        return jdbc.sql("select * from api_write where write_key = :key")
                .param("key", hash((caller + "\n" + key).getBytes(StandardCharsets.UTF_8)))
                .query((row, index) -> {
                    if (!MessageDigest.isEqual(row.getBytes("fingerprint"), fingerprint)) {
                        return new Known.Other();
                    }
                    var body = Optional.ofNullable(row.getString("body"));
                    var id = Ids.of(row.getBytes("id"));
                    return body.isEmpty()
                            ? new Known.Running()
                            : new Known.Answered(
                                    row.getInt("status"), cipher.decrypt(SecretCipher.PLATFORM, place(id), body.get()));
                })
                .optional()
                .map(Known.class::cast)
                .orElse(new Known.Running());
    }

    void answered(UUID id, int status, String body) {
        var sealed = cipher.encrypt(SecretCipher.PLATFORM, place(id), body);
        jdbc.transact(() -> jdbc.sql("update api_write set status = :status, body = :body where id = :id")
                .param("status", status)
                .param("body", sealed)
                .param("id", Ids.bytes(id))
                .update());
    }

    /** It failed on our side: the same key may try again. */
    void forget(UUID id) {
        jdbc.transact(() -> jdbc.sql("delete from api_write where id = :id")
                .param("id", Ids.bytes(id))
                .update());
    }

    private static SecretCipher.Place place(UUID id) {
        return new SecretCipher.Place("api_write", id, "body");
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
