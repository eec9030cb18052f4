package dev.pontage.audit;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The door: adds entries and reads the newest. There is no way to change or remove one. */
@Component
public class AuditTrail {
    private static final int LONGEST_SUBJECT = 300;

    private final TenantJdbc jdbc;

    AuditTrail(@Qualifier("adminJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds an entry. */
    public void add(AuditEntry entry) {
        jdbc.transact(() -> jdbc.sql("""
                        insert into audit_entry (id, at, actor, origin, action, tenant, subject, before_value, after_value)
                        values (:id, :at, :actor, :origin, :action, :of, :subject, :before, :after)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("origin", entry.origin())
                .param("action", entry.action())
                .param("of", entry.tenant().orElse(null))
                .param("subject", cut(entry.subject()))
                .param("before", entry.before().orElse(null))
                .param("after", entry.after().orElse(null))
                .update());
    }

    private static String cut(String subject) {
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
    }

    /** The newest entries first. */
    public List<AuditEntry> newest(int most) {
        return jdbc.sql("select * from audit_entry order by at desc, id desc limit :most")
                .param("most", most)
                .query((row, index) -> new AuditEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("origin"),
                        row.getString("action"),
                        Optional.ofNullable(row.getString("tenant")),
                        row.getString("subject"),
                        Optional.ofNullable(row.getString("before_value")),
                        Optional.ofNullable(row.getString("after_value"))))
                .list();
    }
}
