package dev.pontage.admin.figures;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The door to what was counted, within the bound scope. */
@Component
public class Figures {
    private static final int MOST = 100;

    private final TenantJdbc jdbc;

    Figures(@Qualifier("searchJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    static int rate(long approved, long denied) {
        return approved + denied == 0 ? -1 : (int) Math.round(100.0 * approved / (approved + denied));
    }

    /** Payments that a person should look at, oldest first; at most a hundred. */
    public List<UUID> needingAPerson() {
        return jdbc.sql("""
                        select p.id from payment_watch w join payment p on p.id = w.payment_id
                        where (p.in_doubt or p.review is not null) and :scope(p) order by p.id limit :most
                        """).param("most", MOST).query(byte[].class).list().stream()
                .map(Ids::of)
                .toList();
    }

    /** How many callbacks have failed at least once and still wait; counted up to a hundred. */
    public int failingCallbacks() {
        return jdbc.sql("""
                        select count(*) from (select 1 from callback where state = 'WAITING' and attempts > 0 and :scope
                            limit :most) x
                        """).param("most", MOST).query(Integer.class).single();
    }

    /** How many wishes wait for a second person. */
    public int waitingApprovals() {
        return jdbc.sql("select count(*) from change_approval where state = 'WAITING' and :scope")
                .query(Integer.class)
                .single();
    }
}
