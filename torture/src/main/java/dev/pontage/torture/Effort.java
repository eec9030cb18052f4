package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What a time has cost: processor time of the application and of the database, statements and commits as the server counts
 * them.
 */
record Effort(long appMillis, long databaseMillis, long statements, long commits, long syncs) {

    /** So far. */
    static Effort of(long app, long database, Books.Access access) {
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password());
                var statement = connection.createStatement()) {
            var questions = 0L;
            var commits = 0L;
            var syncs = 0L;
            try (var rows = statement.executeQuery("show global status where variable_name in ("
                    + "'Questions', 'Com_commit', 'Innodb_os_log_fsyncs', 'Innodb_log_fsyncs')")) {
                while (rows.next()) {
                    switch (rows.getString(1)) {
                        case "Questions" -> questions = rows.getLong(2);
                        case "Com_commit" -> commits = rows.getLong(2);
                        default -> syncs = rows.getLong(2);
                    }
                }
            }
            return new Effort(cpuMillis(app), cpuMillis(database), questions, commits, syncs);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Effort since(Effort before) {
        return new Effort(
                appMillis - before.appMillis,
                databaseMillis - before.databaseMillis,
                statements - before.statements,
                commits - before.commits,
                syncs - before.syncs);
    }

    /** Both processes, per piece of work. */
    double cpuMillisEach(long pieces) {
        return (appMillis + databaseMillis) / (double) pieces;
    }

    /** A hundred ticks are a second, on every Linux. */
    private static long cpuMillis(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
