package dev.pontage.admin.staff;

import dev.pontage.secret.SecretCipher;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The second factor: a code of an app, or one of ten codes on paper. Each works once. */
@Component
public class SecondFactor {
    private static final int PAPER_CODES = 10;
    private static final int PAPER_LETTERS = 12;

    private final TenantJdbc jdbc;
    private final SecretCipher cipher;
    private final TokenHash hashes;
    private final Lock lock;
    private final Clock clock;

    SecondFactor(
            @Qualifier("adminJdbc") TenantJdbc jdbc, SecretCipher cipher, TokenHash hashes, Lock lock, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.hashes = hashes;
        this.lock = lock;
        this.clock = clock;
    }

    /** The secret that an app is given; made on first use. */
    public String secret(UUID id) {
        return kept(id).orElseGet(() -> {
            jdbc.transact(
                    () -> jdbc.sql("update staff set totp_secret = :secret where id = :id and totp_secret is null")
                            .param("secret", cipher.encrypt(SecretCipher.PLATFORM, place(id), Totp.newSecret()))
                            .param("id", Ids.bytes(id))
                            .update());
            return kept(id).orElseThrow();
        });
    }

    private Optional<String> kept(UUID id) {
        return jdbc.sql("select totp_secret from staff where id = :id and totp_secret is not null")
                .param("id", Ids.bytes(id))
                .query(String.class)
                .optional()
                .map(it -> cipher.decrypt(SecretCipher.PLATFORM, place(id), it));
    }

    /** Sets it up with a first code; gives the codes for paper, shown this once, or nothing if the code is wrong. */
    public Optional<List<String>> enrol(UUID id, String code) {
        if (!isRight(id, code.strip())) {
            return Optional.empty();
        }
        var codes = Stream.generate(SecondFactor::paperCode).limit(PAPER_CODES).toList();
        jdbc.transact(() -> {
            jdbc.sql("update staff set totp_enrolled = true where id = :id")
                    .param("id", Ids.bytes(id))
                    .update();
            jdbc.sql("delete from staff_recovery_code where staff_id = :id")
                    .param("id", Ids.bytes(id))
                    .update();
            codes.forEach(it -> keep(id, it));
        });
        return Optional.of(codes);
    }

    private void keep(UUID id, String code) {
        jdbc.sql("insert into staff_recovery_code (id, staff_id, code_hash) values (:row, :id, :hash)")
                .param("row", Ids.bytes(Ids.next()))
                .param("id", Ids.bytes(id))
                .param("hash", hashes.of(code))
                .update();
    }

    private static String paperCode() {
        var letters = TokenHash.newToken().replaceAll("[-_]", "x").toLowerCase(Locale.ROOT);
        return letters.substring(0, PAPER_LETTERS);
    }

    /** Whether the code is right; a wrong one counts as a failure. */
    public boolean verify(UUID id, String code) {
        var given = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return isRight(id, given);
    }

    private boolean isRight(UUID id, String code) {
        var right = lock.admits(id, useApp(id, code) || usePaper(id, code));
        if (right) {
            lock.forget(id);
        }
        return right;
    }

    private boolean useApp(UUID id, String code) {
        var last = jdbc.sql("select totp_step from staff where id = :id")
                .param("id", Ids.bytes(id))
                .query(Long.class)
                .single();
        var step = Totp.step(secret(id), code, clock.instant(), last);
        return step.isPresent()
                && jdbc.inTransaction(
                        () -> jdbc.sql("update staff set totp_step = :step where id = :id and totp_step < :step")
                                        .param("step", step.getAsLong())
                                        .param("id", Ids.bytes(id))
                                        .update()
                                == 1);
    }

    private boolean usePaper(UUID id, String code) {
        return code.length() == PAPER_LETTERS
                && jdbc.inTransaction(
                        () -> jdbc.sql("delete from staff_recovery_code where staff_id = :id and code_hash = :hash")
                                        .param("id", Ids.bytes(id))
                                        .param("hash", hashes.of(code))
                                        .update()
                                == 1);
    }

    private static SecretCipher.Place place(UUID id) {
        return new SecretCipher.Place("staff", id, "totp_secret");
    }
}
