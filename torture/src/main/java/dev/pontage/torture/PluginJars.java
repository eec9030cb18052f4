package dev.pontage.torture;

import dev.pontage.torture.plugin.AskingPlugin;
import dev.pontage.torture.plugin.ReplayingPlugin;
import dev.pontage.torture.plugin.SilentPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes the judge's plugins as anybody's plugin is made: one jar each, with a service file and a manifest. */
final class PluginJars {
    private static final String CLASSES = "dev/pontage/torture/plugin";

    private PluginJars() {}

    static void write(Path folder, Duration settlingTime) {
        for (var plugin : List.of(new AskingPlugin(), new ReplayingPlugin(), new SilentPlugin())) {
            var id = "judge-"
                    + plugin.getClass().getSimpleName().replace("Plugin", "").toLowerCase(java.util.Locale.ROOT);
            try {
                write(folder.resolve(id + ".jar"), id, plugin.getClass().getName(), settlingTime);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void write(Path file, String id, String entryPoint, Duration settlingTime) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest(id))) {
            add(jar, "META-INF/services/dev.pontage.spi.AcquirerPlugin", entryPoint.getBytes(StandardCharsets.UTF_8));
            var seconds = Long.toString(settlingTime.toSeconds());
            add(jar, CLASSES + "/settling-seconds", seconds.getBytes(StandardCharsets.UTF_8));
            var own = Place.ownClasses();
            if (Files.isDirectory(own)) {
                classes(jar, own.resolve(CLASSES));
            } else {
                try (var inside = FileSystems.newFileSystem(own)) {
                    classes(jar, inside.getPath(CLASSES));
                }
            }
        }
    }

    private static Manifest manifest(String id) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Pontage-Plugin-Id", id);
        manifest.getMainAttributes().putValue("Pontage-Plugin-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Pontage-Spi-Version", "1");
        return manifest;
    }

    private static void classes(JarOutputStream jar, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                add(jar, CLASSES + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
