package dev.pontage.admin.people;

import dev.pontage.tenant.TenantJdbc;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Who is logged in where, from Spring Session's own table. */
@Component
public class Sessions {
    private final TenantJdbc jdbc;

    Sessions(@Qualifier("adminJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** One browser that is logged in. The handle is no session id: whoever sees it cannot use it. */
    public record Open(String handle, String who, Instant since, Instant lastSeen, boolean own) {}

    List<Open> list(String ownSession) {
        return jdbc.sql("""
                        select * from SPRING_SESSION where PRINCIPAL_NAME is not null order by LAST_ACCESS_TIME desc
                        limit 500
                        """)
                .query((row, index) -> new Open(
                        row.getString("PRIMARY_ID"),
                        row.getString("PRINCIPAL_NAME"),
                        Instant.ofEpochMilli(row.getLong("CREATION_TIME")),
                        Instant.ofEpochMilli(row.getLong("LAST_ACCESS_TIME")),
                        row.getString("SESSION_ID").equals(ownSession)))
                .list();
    }

    /** The same, each person's together; whoever was seen last comes first. */
    Map<String, List<Open>> byPerson(String ownSession) {
        return list(ownSession).stream()
                .collect(Collectors.groupingBy(Open::who, LinkedHashMap::new, Collectors.toList()));
    }

    /** Logs a browser out; whose it was. */
    List<String> end(String handle) {
        return end("PRIMARY_ID", handle);
    }

    /** Logs all browsers of a person out. */
    List<String> endAll(String who) {
        return end("PRINCIPAL_NAME", who);
    }

    private List<String> end(String column, String value) {
        return jdbc.inTransaction(() -> {
            var whose = jdbc.sql("select PRINCIPAL_NAME from SPRING_SESSION where " + column + " = :value")
                    .param("value", value)
                    .query(String.class)
                    .list();
            jdbc.sql("delete from SPRING_SESSION where " + column + " = :value")
                    .param("value", value)
                    .update();
            return whose;
        });
    }
}
