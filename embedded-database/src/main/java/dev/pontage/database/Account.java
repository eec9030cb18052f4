package dev.pontage.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The one account of the server; its password is made here and kept in a file only we can read. */
record Account(String password) {
    static final String NAME = "pontage";
    private static final String AT_LOOPBACK = "'" + NAME + "'@'127.0.0.1'";

    static Account keptIn(Path home) throws IOException {
        var file = home.resolve("password");
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            PrivateFiles.write(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
        }
        return new Account(Files.readString(file).strip());
    }

    /** What the server runs at each start. One statement a line: the server ignores any other form in silence. */
    byte[] initStatements(boolean everySchema) {
        var statements = List.of(
                "CREATE DATABASE IF NOT EXISTS " + NAME + " CHARACTER SET utf8mb4;",
                "CREATE USER IF NOT EXISTS " + AT_LOOPBACK + " IDENTIFIED BY '" + password + "';",
                "ALTER USER " + AT_LOOPBACK + " IDENTIFIED BY '" + password + "';",
                // A fresh data folder comes with a root that has no password.
                "DELETE FROM mysql.global_priv WHERE User = 'root';",
                "FLUSH PRIVILEGES;",
                "GRANT ALL ON " + (everySchema ? "*.*" : NAME + ".*") + " TO " + AT_LOOPBACK + ";");
        return (String.join("\n", statements) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "Account[•••]";
    }
}
