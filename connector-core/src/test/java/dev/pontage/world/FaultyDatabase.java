package dev.pontage.world;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database whose commits fail when a test says so: before they took effect, or after it, when nobody can know. And, to
 * prove that the tests can fail, one whose statements lack what protects them.
 */
public final class FaultyDatabase {
    /** How the next commit of this thread ends, or of a group that writes what this thread has brought. */
    public enum Commit {
        FAILS_BEFORE,
        FAILS_AFTER,
        /** A planted fault: it says yes and does nothing. */
        LIES
    }

    private static final ThreadLocal<AtomicReference<Commit>> NEXT = new ThreadLocal<>();

    /** Threads that write what others bring. */
    private static final String GROUPS = "together-";

    private static volatile AtomicReference<Commit> ofGroups = new AtomicReference<>();

    /** What becomes of each statement; a planted fault takes its protection away. */
    public static volatile UnaryOperator<String> statements = UnaryOperator.identity();

    /** While it is true no connection is to be had, and those that somebody holds break. */
    public static volatile boolean away;

    private FaultyDatabase() {}

    /** The next commit of this thread, or of a group, ends so. */
    public static void next(Commit commit) {
        ofGroups = new AtomicReference<>(commit);
        NEXT.set(ofGroups);
    }

    /** Nothing is planned any more. */
    public static void heal() {
        taken(NEXT.get());
        NEXT.remove();
    }

    private static @Nullable Commit taken(@Nullable AtomicReference<Commit> next) {
        return next == null ? null : next.getAndSet(null);
    }

    static DataSource around(DataSource real) {
        return proxy(DataSource.class, (proxy, method, args) -> {
            if (away && method.getName().equals("getConnection")) {
                throw new SQLTransientConnectionException(
                        "no connection within 3 s", new SQLRecoverableException("refused"));
            }
            var result = call(real, method, args);
            return result instanceof Connection connection ? around(connection) : result;
        });
    }

    private static Connection around(Connection real) {
        return proxy(Connection.class, (proxy, method, args) -> {
            if (away && !Set.of("close", "rollback", "isClosed").contains(method.getName())) {
                throw new SQLRecoverableException("the connection was cut");
            }
            if (method.getName().equals("commit")) {
                return commit(real);
            }
            if (method.getName().equals("prepareStatement") && args[0] instanceof String sql) {
                args[0] = statements.apply(sql);
            }
            return call(real, method, args);
        });
    }

    private static Object commit(Connection real) throws SQLException {
        var ofGroup = Thread.currentThread().getName().startsWith(GROUPS);
        switch (taken(ofGroup ? ofGroups : NEXT.get())) {
            case null -> real.commit();
            case FAILS_BEFORE -> {
                real.rollback();
                throw new SQLRecoverableException("the connection was lost before the commit");
            }
            case FAILS_AFTER -> {
                real.commit();
                throw new SQLRecoverableException("the connection was lost after the commit");
            }
            case LIES -> real.rollback();
        }
        return Void.TYPE;
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
