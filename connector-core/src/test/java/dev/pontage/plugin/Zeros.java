package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Nothing at all, much of it, in few bytes. */
final class Zeros {
    private Zeros() {}

    static void addTo(Path jar, String entry, int size) throws IOException {
        try (var zip = FileSystems.newFileSystem(jar, Map.of())) {
            Files.write(zip.getPath(entry), new byte[size]);
        }
    }
}
