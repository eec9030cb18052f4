package dev.pontage.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the server's data folder beside its final place and moves it there when it is whole. */
final class DataFolder {
    private static final String PREAMBLE = """
            CREATE DATABASE mysql;
            USE mysql;
            SET @auth_root_socket=NULL;
            SET @skip_auth_anonymous=1;
            """;
    private static final List<String> TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private DataFolder() {}

    static Path ready(Path home, Binaries binaries) throws IOException, InterruptedException {
        var data = home.resolve("data");
        if (Files.isDirectory(data)) {
            return data;
        }
        var half = home.resolve("data.half");
        PrivateFiles.delete(half);
        PrivateFiles.folder(half);
        var log = home.resolve("install.log");
        PrivateFiles.write(log, new byte[0]);
        var process = ServerProcess.builder(binaries, half, List.of("--bootstrap", "--innodb-buffer-pool-size=32M"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var script = script(binaries);
                var stdin = process.getOutputStream()) {
            script.transferTo(stdin);
        }
        if (process.waitFor() != 0) {
            PrivateFiles.delete(half);
            throw new DatabaseException("The database could not be made: " + firstError(log));
        }
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        return data;
    }

    private static InputStream script(Binaries binaries) throws IOException {
        var parts = new ArrayList<InputStream>();
        parts.add(new ByteArrayInputStream(PREAMBLE.getBytes(StandardCharsets.US_ASCII)));
        for (var tables : TABLES) {
            parts.add(Files.newInputStream(binaries.share().resolve(tables)));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static String firstError(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(it -> it.contains("[ERROR]") || it.startsWith("ERROR") || it.contains("error while"))
                    .findFirst()
                    .orElse("its reasons are in " + log);
        }
    }
}
