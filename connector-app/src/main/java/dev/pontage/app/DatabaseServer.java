package dev.pontage.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/** Which server answers, by its own word: it calls itself MySQL in the protocol even where it is MariaDB. */
record DatabaseServer(boolean mariaDb, int major, int minor) {
    /** Replication's disguise 5.5.5- comes first in older releases of MariaDB. */
    private static final Pattern VERSION = Pattern.compile("^(?:5\\.5\\.5-)?(\\d+)\\.(\\d+)");

    static DatabaseServer parse(String version) {
        var match = VERSION.matcher(version);
        if (!match.find()) {
            throw new Refusal(
                    "The database's version \"" + version + "\" is unknown; use MySQL 8.4+ or MariaDB 10.11+");
        }
        return new DatabaseServer(
                version.contains("MariaDB"), Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }

    static DatabaseServer read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select version()")) {
            rows.next();
            return parse(rows.getString(1));
        }
    }

    /** Asks a server before anything is built on it. */
    static void check(String url, String username, String password, boolean production) {
        var properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        // An address that swallows packets would otherwise hold the start for minutes.
        properties.setProperty("connectTimeout", "5000");
        try (var connection = DriverManager.getConnection(url, properties)) {
            var server = read(connection);
            if (!server.newEnough()) {
                throw new Refusal("The database is " + server + "; use MySQL 8.4+ or MariaDB 10.11+");
            }
            if (production && holdsDemo(connection)) {
                throw new Refusal("The production profile refuses to start: the database has the connector \""
                        + Demo.NAME + "\"; give a database that never had demo data");
            }
        } catch (SQLException e) {
            var reason = e.getMessage() == null
                    ? ""
                    : e.getMessage().lines().findFirst().orElse("");
            throw new Refusal(
                    "The database cannot be reached (" + reason
                            + "); check SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD",
                    e);
        }
    }

    /** Its key and token were printed on a terminal once. */
    private static boolean holdsDemo(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "connector", null)) {
            if (!tables.next()) {
                return false;
            }
        }
        try (var statement = connection.prepareStatement("select 1 from connector where slug = ?")) {
            statement.setString(1, Demo.NAME);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    boolean newEnough() {
        return mariaDb ? atLeast(10, 11) : atLeast(8, 4);
    }

    private boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
    }

    String dialect() {
        return mariaDb ? "org.hibernate.dialect.MariaDBDialect" : "org.hibernate.dialect.MySQLDialect";
    }

    @Override
    public String toString() {
        return (mariaDb ? "MariaDB " : "MySQL ") + major + "." + minor;
    }
}
