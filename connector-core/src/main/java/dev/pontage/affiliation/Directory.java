package dev.pontage.affiliation;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The affiliations of the scope in pages, by merchant and name: there may be many thousands. */
@Component
public class Directory {
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String SELECT = """
            select a.*, t.slug tenant, t.suspended tenant_suspended, c.suspended connector_suspended,
                c.slug connector from affiliation a
            join tenant t on t.id = a.tenant_id join connector c on c.id = a.connector_id
            where :scope(a) and (:anybody or a.tenant_id = :of) and (:anywhere or a.connector_id = :through)
                and (:text = '' or locate(:text, t.slug) > 0 or locate(:text, c.slug) > 0
                    or locate(:text, a.plugin) > 0 or locate(:text, lower(a.display_name)) > 0)
            """;

    private static final String ORDER = " order by t.slug %1$s, a.display_name %1$s, a.id %1$s limit :most";

    private final TenantJdbc jdbc;
    private final Affiliations affiliations;

    Directory(@Qualifier("adminJdbc") TenantJdbc jdbc, Affiliations affiliations) {
        this.jdbc = jdbc;
        this.affiliations = affiliations;
    }

    /** What is looked for: of a merchant, through a connector, with a piece of a name. */
    public record Search(Optional<UUID> tenant, Optional<UUID> connector, String text) {
        /** Of a merchant alone. */
        public static Search of(UUID tenant) {
            return new Search(Optional.of(tenant), Optional.empty(), "");
        }
    }

    /**
     * Some of them.
     *
     * @param next the cursor of those after them
     * @param previous the cursor of those before them
     */
    public record Page(List<Affiliation> items, Optional<String> next, Optional<String> previous) {}

    /** Those after the one that the cursor names, or before it where the cursor begins with {@code <}. */
    public Page page(Search search, String cursor, int most) {
        var back = cursor.startsWith("<");
        var from = place(back ? cursor.substring(1) : cursor);
        var found = from.map(it -> beside(search, it, back, most + 1)).orElseGet(() -> first(search, most + 1));
        var more = found.size() > most;
        var items = more ? found.subList(0, most) : found;
        if (items.isEmpty()) {
            return new Page(items, Optional.empty(), Optional.empty());
        }
        var sorted = back && from.isPresent() ? items.reversed() : items;
        var first = Optional.of("<" + sorted.getFirst().id());
        var last = Optional.of(sorted.getLast().id().toString());
        return back && from.isPresent()
                ? new Page(sorted, last, first.filter(it -> more))
                : new Page(sorted, last.filter(it -> more), first.filter(it -> from.isPresent()));
    }

    private Optional<Affiliation> place(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? affiliations.find(UUID.fromString(id))
                : Optional.empty();
    }

    private List<Affiliation> first(Search search, int most) {
        return fill(SELECT + ORDER.formatted("asc"), search)
                .param("most", most)
                .query(AffiliationRows::map)
                .list();
    }

    private List<Affiliation> beside(Search search, Affiliation place, boolean before, int most) {
        var than = before ? "<" : ">";
        var beyond = """
                 and (t.slug %1$s :slug or (t.slug = :slug and (a.display_name %1$s :name
                    or (a.display_name = :name and a.id %1$s :id))))
                """.formatted(than);
        return fill(SELECT + beyond + ORDER.formatted(before ? "desc" : "asc"), search)
                .param("slug", place.tenant())
                .param("name", place.displayName())
                .param("id", Ids.bytes(place.id()))
                .param("most", most)
                .query(AffiliationRows::map)
                .list();
    }

    private JdbcClient.StatementSpec fill(String sql, Search search) {
        return jdbc.sql(sql)
                .param("anybody", search.tenant().isEmpty())
                .param("of", Ids.bytes(search.tenant().orElse(NOBODY)))
                .param("anywhere", search.connector().isEmpty())
                .param("through", Ids.bytes(search.connector().orElse(NOBODY)))
                .param("text", search.text().strip().toLowerCase(Locale.ROOT));
    }

    /** Whether there is any. */
    public boolean exist() {
        return jdbc.sql("select 1 from affiliation a where :scope(a) limit 1")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** How many each merchant has; read from an index alone. */
    public Map<UUID, Long> byTenant() {
        return count("tenant_id");
    }

    /** How many each connector has. */
    public Map<UUID, Long> byConnector() {
        return count("connector_id");
    }

    private Map<UUID, Long> count(String column) {
        var counts = new HashMap<UUID, Long>();
        jdbc.sql("select a.%1$s whose, count(*) many from affiliation a where :scope(a) group by a.%1$s"
                        .formatted(column))
                .query(row -> {
                    counts.put(Ids.of(row.getBytes("whose")), row.getLong("many"));
                });
        return counts;
    }
}
