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
    /** Stands in the home from before the folder is made until its owner has filled it: no half-made one is kept. */
    static final String UNFINISHED = "unfinished";

    private static final String HALF = "data.half";
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
        var unfinished = home.resolve(UNFINISHED);
        if (Files.exists(unfinished)) {
            PrivateFiles.delete(data);
        }
        if (Files.isDirectory(data)) {
            return data;
        }
        removeHalves(home);
        PrivateFiles.write(unfinished, new byte[0]);
        // A name of its own: what a killed start was filling may still be open.
        var half = Files.createTempDirectory(home, HALF);
        fill(half, binaries, home.resolve("install.log"));
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        return data;
    }

    private static void removeHalves(Path home) throws IOException {
        try (var halves = Files.newDirectoryStream(home, HALF + "*")) {
            for (var half : halves) {
                try {
                    PrivateFiles.delete(half);
                } catch (IOException stillOpen) {
                    // the start after this one removes it
                }
            }
        }
    }

    private static void fill(Path half, Binaries binaries, Path log) throws IOException, InterruptedException {
        PrivateFiles.write(log, new byte[0]);
        var process = ServerProcess.builder(binaries, half, List.of("--bootstrap", "--innodb-buffer-pool-size=32M"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var script = script(binaries);
                var stdin = process.getOutputStream()) {
            script.transferTo(stdin);
        } catch (IOException broken) {
            // it ended before it had read everything; its log says why
        }
        if (process.waitFor() != 0) {
            PrivateFiles.delete(half);
            throw new DatabaseException("The database could not be made: " + firstError(log));
        }
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
