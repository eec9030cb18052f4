package dev.pontage.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinsTest {
    @TempDir
    Path work;

    @TempDir
    Path installed;

    private Path jar = Path.of("");
    private @Nullable LoadedPlugin loaded;

    @BeforeEach
    void load() throws RefusedJar, IOException {
        jar = new TinyJars(work).write(work.resolve("tiny.jar"));
        loaded = new JarLoader(Files.createDirectory(work.resolve("copies"))).load(jar);
    }

    private LoadedPlugin plugin() {
        return java.util.Objects.requireNonNull(loaded);
    }

    @Test
    void another_file_of_the_same_version_is_a_twin() throws IOException {
        var other = new TinyJars(work).body("throw new Error();").write(installed.resolve("other.jar"));
        Files.writeString(installed.resolve("broken.jar"), "no jar");

        assertThat(Twins.of(plugin(), jar, List.of(work.resolve("nowhere"), installed)))
                .contains(other);
    }

    @Test
    void a_copy_and_another_version_are_none() throws IOException {
        Files.copy(jar, installed.resolve("copy.jar"));
        new TinyJars(work).version("1.1.0").write(installed.resolve("newer.jar"));

        assertThat(Twins.of(plugin(), jar, List.of(work, installed))).isEmpty();
    }
}
