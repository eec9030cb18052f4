package dev.pontage.tenant;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final ConcurrentHashMap<String, ScopedStatement> statements = new ConcurrentHashMap<>();

    /** One per connection pool. */
    public TenantJdbc(JdbcClient client, TransactionTemplate transactions) {
        this(client, client, transactions);
    }

    /** @param looks for what is read outside of a transaction: connections that need not end one, and cannot write */
    public TenantJdbc(JdbcClient client, JdbcClient looks, TransactionTemplate transactions) {
        this.client = client;
        this.looks = looks;
        this.transactions = transactions;
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
