package dev.pontage.admin.form;

import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** A form that does something is taken once, however often it is sent. */
@Component("once")
public class Once {
    /** Longer than anybody leaves a form open: a session ends after a quarter of an hour. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final TenantJdbc jdbc;
    private final Clock clock;

    Once(@Qualifier("adminJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a new form carries. */
    public String token() {
        return UUID.randomUUID().toString();
    }

    /** Whether this form was taken before; to be asked where what it did makes it wrong by now. */
    public boolean wasSent(String token) {
        return token.matches("[0-9a-f-]{36}")
                && jdbc.sql("select count(*) from form_sent where token = :token")
                                .param("token", token)
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** Whether this form comes for the first time; a token that no form of ours carries never does. */
    public boolean isFirst(String token, String by) {
        if (!token.matches("[0-9a-f-]{36}")) {
            return false;
        }
        try {
            jdbc.transact(() -> {
                jdbc.sql("insert into form_sent (token, sent_at, sent_by) values (:token, :now, :by)")
                        .param("token", token)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("by", by)
                        .update();
                jdbc.sql("delete from form_sent where sent_at < :old")
                        .param("old", Timestamp.from(clock.instant().minus(REMEMBERED)))
                        .update();
            });
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
