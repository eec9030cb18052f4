package dev.pontage.tenant;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a tenant's tables. A statement on one of them says where the scope belongs: {@code :scope} in a
 * condition ({@code :scope(p)} with a table alias), {@code :tenant} where a row is inserted. One that says neither is
 * refused, so that no forgotten condition ever shows one tenant another's rows.
 */
public final class TenantJdbc {
    private final JdbcClient client;
    private final JdbcClient looks;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final boolean inOneText;
    private final ConcurrentHashMap<String, ScopedStatement> statements = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Many> many = new ConcurrentHashMap<>();

    /** One per connection pool. */
    public TenantJdbc(DataSource pool) {
        this(pool, pool);
    }

    /** @param looks for what is read outside of a transaction: connections that need not end one, and cannot write */
    public TenantJdbc(DataSource pool, DataSource looks) {
        this(pool, looks, false);
    }

    /** Connections that take several statements as one text. */
    static TenantJdbc inOneText(DataSource pool) {
        return new TenantJdbc(pool, pool, true);
    }

    private TenantJdbc(DataSource pool, DataSource looks, boolean inOneText) {
        this.inOneText = inOneText;
        this.jdbc = Refusals.over(pool);
        this.client = JdbcClient.create(jdbc);
        this.looks = JdbcClient.create(Refusals.over(looks));
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    /** A statement within the bound scope. */
    public JdbcClient.StatementSpec sql(String sql) {
        var statement = statements.computeIfAbsent(sql, ScopedStatement::parse);
        var through = TransactionSynchronizationManager.isActualTransactionActive() ? client : looks;
        if (!statement.needsScope()) {
            return through.sql(sql);
        }
        var scope = TenantScope.current();
        var spec = through.sql(statement.within(scope));
        return statement.bind(spec, scope);
    }

    /** One of the rows that a statement writes, and whose it is. */
    public record Row(UUID tenant, Map<String, ? extends @Nullable Object> values) {}

    /** An insert or a change of one row made into one of many, each within its own tenant's scope. */
    public Sent many(String sql, List<Row> rows) {
        within(rows);
        return rows.isEmpty()
                ? Sent.NOTHING
                : many.computeIfAbsent(sql, it -> Many.of(ScopedStatement.parse(it)))
                        .to(rows);
    }

    /**
     * Sends them in this order, in one round trip where the connections take more than one statement at a time. The commit
     * is none of them: as the end of a text a server of a cluster has called it done, and the rows were not there.
     *
     * @return how many rows they wrote or found, of those that had any
     */
    public List<Integer> send(Sent... statements) {
        var all = Stream.of(statements).filter(it -> !it.equals(Sent.NOTHING)).toList();
        return (inOneText && !all.isEmpty() ? List.of(Sent.asOne(all)) : all)
                .stream().flatMap(it -> send(it).stream()).toList();
    }

    private List<Integer> send(Sent text) {
        return Objects.requireNonNull(jdbc.execute((StatementCallback<List<Integer>>) text::send));
    }

    private static void within(List<Row> rows) {
        var scope = TenantScope.current();
        if (!rows.stream().allMatch(it -> scope.includes(it.tenant()))) {
            throw new IllegalStateException("a row belongs to a tenant outside of the bound scope");
        }
    }

    /** One transaction around the work. Nothing remote belongs in it. */
    public <T> T inTransaction(Supplier<T> work) {
        // A transaction always has a result here; the template's signature just does not say so.
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /** One transaction around the work. */
    public void transact(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    /** A tenant's id as a parameter. */
    public static byte[] id(UUID id) {
        return Ids.bytes(id);
    }
}
