package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** Other files that say they are the same version of the same plugin. */
final class Twins {
    private Twins() {}

    static String complaint(LoadedPlugin plugin, String other) {
        return "it says it is " + plugin + " as " + other + " does, but is another file: give it a version of its own";
    }

    /** The first in these folders, told by its manifest alone; a copy of the same file is none. */
    static Optional<Path> of(LoadedPlugin plugin, Path jar, List<Path> folders) throws IOException {
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                try (var files = Files.newDirectoryStream(folder, "*.jar")) {
                    for (var other : files) {
                        if (!Files.isSameFile(jar, other) && isTwin(plugin, other)) {
                            return Optional.of(other);
                        }
                    }
                } catch (DirectoryIteratorException e) {
                    throw e.getCause();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isTwin(LoadedPlugin plugin, Path other) {
        try (var jar = new JarFile(other.toFile())) {
            var manifest = jar.getManifest();
            return manifest != null
                    && plugin.id().equals(manifest.getMainAttributes().getValue("Pontage-Plugin-Id"))
                    && plugin.version().equals(manifest.getMainAttributes().getValue("Pontage-Plugin-Version"))
                    && !ContractReader.sha256(Files.readAllBytes(other)).equals(plugin.sha256());
        } catch (IOException | RuntimeException e) {
            // what cannot be read is somebody else's problem
            return false;
        }
    }
}
