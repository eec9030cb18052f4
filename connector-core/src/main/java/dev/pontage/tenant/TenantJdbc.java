package dev.pontage.tenant;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final ConcurrentHashMap<String, ScopedStatement> statements = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ManyRows> many = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ManyChanges> changes = new ConcurrentHashMap<>();

    /** One per connection pool. */
    public TenantJdbc(DataSource pool) {
        this(pool, pool);
    }

    /** @param looks for what is read outside of a transaction: connections that need not end one, and cannot write */
    public TenantJdbc(DataSource pool, DataSource looks) {
        this.client = JdbcClient.create(pool);
        this.looks = JdbcClient.create(looks);
        this.jdbc = new JdbcTemplate(pool);
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

    /** Inserts many rows, each within its own tenant's scope, in as few round trips as the driver can make of them. */
    public void insert(String sql, List<Row> rows) {
        if (!rows.isEmpty()) {
            within(rows);
            many.computeIfAbsent(sql, it -> ManyRows.of(ScopedStatement.parse(it)))
                    .write(jdbc, rows);
        }
    }

    /** Changes many rows, each within its own tenant's scope, by one statement; how many of them it found. */
    public int update(String sql, List<Row> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        within(rows);
        var change = changes.computeIfAbsent(sql, it -> ManyChanges.of(ScopedStatement.parse(it)))
                .to(rows);
        return jdbc.update(change.sql(), statement -> {
            var place = 1;
            for (var value : change.values()) {
                ManyRows.set(statement, place++, value);
            }
        });
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
        return java.util.Objects.requireNonNull(transactions.execute(status -> work.get()));
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
