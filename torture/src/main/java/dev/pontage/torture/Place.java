package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Where things lie.
 *
 * @param checkout with the built distribution in it
 * @param work the run's own folder
 */
record Place(Path checkout, Path work) {

    /** A fresh folder, named after this process; those of processes that are gone are removed. */
    static Place fresh(Path checkout, String name) {
        var runs = checkout.resolve("torture/target/runs").toAbsolutePath().normalize();
        var work = runs.resolve(name + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(runs);
            for (var old : folders(runs)) {
                delete(old);
            }
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Place(checkout.toAbsolutePath().normalize(), work);
    }

    private static List<Path> folders(Path runs) throws IOException {
        try (var all = Files.list(runs)) {
            return all.filter(it -> !it.getFileName().toString().matches(".*-[0-9]+") || !owned(it))
                    .toList();
        }
    }

    private static boolean owned(Path folder) {
        var pid = Long.parseLong(folder.getFileName().toString().replaceFirst(".*-", ""));
        return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path emptied, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path distribution() {
        return checkout.resolve("connector-app/target/pontage");
    }

    /** The classes of this module: a jar, or a folder while it is built. */
    static Path ownClasses() {
        try {
            return Path.of(Place.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
