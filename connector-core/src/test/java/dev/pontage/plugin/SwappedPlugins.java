package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/** A folder with one jar that is replaced by its next version again and again, for tests of other packages. */
public final class SwappedPlugins {
    private final Path work;
    private final Path jar;
    private final PluginFolder folder;

    public SwappedPlugins(Path work) throws IOException {
        this.work = work;
        var watched = Files.createDirectories(work.resolve("plugins"));
        this.jar = watched.resolve("tiny.jar");
        this.folder =
                new PluginFolder(List.of(watched), new JarLoader(Files.createDirectories(work.resolve("copies"))));
    }

    /** Puts the next version in place, whole, and lets the folder look twice; how long loading it took. */
    public Duration swap(int number) throws IOException {
        var made = new TinyJars(work).version("1.0." + number).write(work.resolve("next.jar"));
        Files.setLastModifiedTime(made, FileTime.fromMillis(1_000_000_000L + number * 1_000L));
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
        folder.scan();
        var began = System.nanoTime();
        folder.scan();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public Plugins door() {
        return folder;
    }

    public LoadedPlugin current() {
        return folder.find("tiny").orElseThrow();
    }
}
