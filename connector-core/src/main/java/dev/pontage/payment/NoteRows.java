package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people should know about a payment although it moves nothing. */
final class NoteRows {
    private static final int LONGEST = 500;
    private final TenantJdbc jdbc;

    NoteRows(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID payment, String source, String text, Instant now) {
        jdbc.sql("insert into payment_note (id, tenant_id, payment_id, at, source, text) "
                        + "values (:id, :tenant, :payment, :at, :source, :text)")
                .param("id", Ids.bytes(Ids.next()))
                .param("payment", Ids.bytes(payment))
                .param("at", Timestamp.from(now))
                .param("source", source)
                .param("text", cut(text))
                .update();
    }

    boolean has(UUID payment, String text) {
        return jdbc.sql("select count(*) from payment_note where payment_id = :payment and text = :text and :scope")
                        .param("payment", Ids.bytes(payment))
                        .param("text", cut(text))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    List<Payments.Event> of(UUID payment) {
        return jdbc.sql("select at, source, text from payment_note where payment_id = :payment and :scope "
                        + "order by at, id")
                .param("payment", Ids.bytes(payment))
                .query((row, index) -> new Payments.Event(
                        row.getTimestamp("at").toInstant(),
                        row.getString("source"),
                        "note",
                        row.getString("text"),
                        java.util.Optional.empty(),
                        java.util.Optional.empty()))
                .list();
    }
}
