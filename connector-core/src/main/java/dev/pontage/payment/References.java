package dev.pontage.payment;

import dev.pontage.tenant.Places;
import dev.pontage.tenant.TenantJdbc;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ids that a payment goes by, whoever gave them: a row of each payment with an index on every one of them, which the
 * worker writes behind the journal, so that the journal needs no such index itself.
 */
public final class References {
    /** Under this name a plugin keeps what it sends as reference, where that is not the payment's own id. */
    static final String OWN = "reference";

    /** Each column, and where it comes from. */
    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        for (var column :
                List.of("payment_key", "order_id", "transaction_id", "reference", "tid", "nsu", "authorization_id")) {
            ALL.put(column, "p." + column);
        }
        ALL.put("plugin_reference", "json_unquote(json_extract(p.refs, '$." + OWN + "'))");
    }

    /** What an acquirer may call one payment and no other; an order may be shared by payments. */
    static final List<String> OF_ACQUIRERS = List.of("tid", "authorization_id", "plugin_reference");

    private static final String NOTE = """
            insert into payment_reference (payment_id, tenant_id, %s)
            select p.id, p.tenant_id, %s from payment p where p.id in (:these) and :scope(p)
            on duplicate key update %s
            """.formatted(
                    String.join(", ", ALL.keySet()),
                    ALL.values().stream()
                            .map("case when length(%1$s) between 1 and 200 then %1$s end"::formatted)
                            .collect(Collectors.joining(", ")),
                    ALL.keySet().stream().map("%1$s = values(%1$s)"::formatted).collect(Collectors.joining(", ")));

    private final TenantJdbc jdbc;

    /** Over these connections. */
    public References(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** As these payments are called now. */
    public void note(List<byte[]> payments) {
        jdbc.sql(NOTE).param("these", Places.of(payments)).update();
    }

    /** Which of these have not been noted. */
    public List<byte[]> unknown(List<byte[]> payments) {
        // Joined and not "not exists": of that MariaDB makes a copy of all references there are, at every look.
        return jdbc.sql("""
                        select p.id from payment p left join payment_reference r on r.payment_id = p.id and :scope(r)
                        where p.id in (:these) and :scope(p) and r.payment_id is null
                        """)
                .param("these", Places.of(payments))
                .query(byte[].class)
                .list();
    }

    /** A table of those that any of these columns calls {@code :value}; each finds {@code :most} of them at most. */
    static String called(Collection<String> columns) {
        return columns.stream()
                .map(it -> "(select r.payment_id from payment_reference r where r." + it
                        + " = :value and :scope(r) limit :most)")
                .collect(Collectors.joining(" union "));
    }

    static String called() {
        return called(ALL.keySet());
    }
}
