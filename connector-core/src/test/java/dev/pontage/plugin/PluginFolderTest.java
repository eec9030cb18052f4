package dev.pontage.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginFolderTest {
    @TempDir
    Path work;

    @TempDir
    Path copies;

    @TempDir
    Path folder;

    private PluginFolder plugins;
    private final List<String> retired = new ArrayList<>();

    @BeforeEach
    void openFolder() {
        plugins = new PluginFolder(List.of(folder), new JarLoader(copies));
        plugins.whenRetired(it -> retired.add(it.version()));
    }

    @Test
    void a_jar_that_is_there_at_the_start_is_ready_at_once() {
        jar().write(folder.resolve("a.jar"));

        plugins.takeAll();

        assertThat(plugins.find("tiny").orElseThrow().state()).isEqualTo(LoadedPlugin.State.READY);
    }

    @Test
    void a_new_jar_is_taken_once_it_looked_the_same_twice() {
        jar().write(folder.resolve("a.jar"));

        plugins.scan();
        assertThat(plugins.list()).isEmpty();
        plugins.scan();
        assertThat(plugins.list()).hasSize(1);
    }

    @Test
    void a_jar_still_being_copied_is_waited_for() throws IOException {
        var whole = Files.readAllBytes(jar().write(work.resolve("a.jar")));
        var target = folder.resolve("a.jar");
        Files.write(target, java.util.Arrays.copyOf(whole, 100));
        plugins.scan();
        Files.write(target, whole);
        plugins.scan();

        assertThat(plugins.problems()).isEmpty();
        plugins.scan();
        assertThat(plugins.find("tiny")).isPresent();
    }

    @Test
    void a_replaced_jar_is_used_from_then_on_and_the_old_one_closes_after_its_last_call() throws IOException {
        var path = jar().write(folder.resolve("a.jar"));
        plugins.takeAll();
        var old = plugins.find("tiny").orElseThrow();
        assertThat(old.enter()).isTrue();

        jar().version("1.1.0").write(path);
        twoLooks();

        assertThat(plugins.find("tiny").orElseThrow().version()).isEqualTo("1.1.0");
        assertThat(retired).containsExactly("1.0.0");
        assertThat(old.enter()).isFalse();
        assertThat(copies()).isEqualTo(2);
        old.leave();
        assertThat(copies()).isEqualTo(1);
    }

    @Test
    void a_removed_jar_is_out_of_use() throws IOException {
        var path = jar().write(folder.resolve("a.jar"));
        plugins.takeAll();

        Files.delete(path);
        plugins.scan();

        assertThat(plugins.find("tiny")).isEmpty();
        assertThat(copies()).isZero();
    }

    @Test
    void two_versions_stand_side_by_side_and_the_newest_is_found_first() {
        jar().version("1.9.0").write(folder.resolve("a.jar"));
        jar().version("1.10.0").write(folder.resolve("b.jar"));
        plugins.takeAll();

        assertThat(plugins.find("tiny").orElseThrow().version()).isEqualTo("1.10.0");
        assertThat(plugins.find("tiny", Optional.of("1.9.0"))).isPresent();
    }

    @Test
    void another_file_with_the_same_id_and_version_is_refused_until_the_first_is_gone() throws IOException {
        var first = jar().write(folder.resolve("a.jar"));
        jar().body("throw new IllegalStateException();").write(folder.resolve("b.jar"));
        plugins.takeAll();
        assertThat(sentence()).contains("tiny 1.0.0").contains("a.jar");

        Files.delete(first);
        twoLooks();

        assertThat(plugins.problems()).isEmpty();
        assertThat(plugins.find("tiny").orElseThrow().jar()).isEqualTo("b.jar");
    }

    @Test
    void a_copy_of_the_same_file_is_no_problem() throws IOException {
        var first = jar().write(folder.resolve("a.jar"));
        Files.copy(first, folder.resolve("b.jar"));
        plugins.takeAll();

        assertThat(plugins.problems()).isEmpty();
        assertThat(plugins.list()).hasSize(1);
    }

    @Test
    void a_broken_replacement_leaves_the_old_version_running() throws IOException {
        var path = jar().write(folder.resolve("a.jar"));
        plugins.takeAll();

        Files.writeString(path, "not a jar");
        Files.setLastModifiedTime(path, FileTime.fromMillis(1));
        twoLooks();

        assertThat(plugins.find("tiny")).isPresent();
        assertThat(sentence()).contains("damaged");
    }

    @Test
    void a_jar_without_an_entry_point_is_no_plugin() {
        assertRefused(jar().services("# nothing\n"), "0 entry points");
    }

    @Test
    void a_jar_with_two_entry_points_is_refused() {
        assertRefused(jar().services("tiny.Tiny\ntiny.Other\n"), "2 entry points");
    }

    @Test
    void an_entry_point_that_does_not_exist_is_refused() {
        assertRefused(jar().services("tiny.Missing\n"), "ClassNotFoundException");
    }

    @Test
    void a_jar_made_for_another_spi_is_refused() {
        assertRefused(jar().spi("7"), "version 7 of the SPI");
    }

    @Test
    void an_invalid_descriptor_is_refused() {
        assertRefused(jar().id("Not An Id"), "the id");
    }

    @Test
    void a_descriptor_with_a_hole_is_refused() {
        assertRefused(jar().named("null"), "PluginDescriptor has no name");
    }

    @Test
    void a_descriptor_that_cannot_be_made_is_refused() {
        assertRefused(jar().named("List.<String>of().getFirst()"), "NoSuchElementException");
    }

    @Test
    void a_jar_that_names_other_jars_is_refused() {
        assertRefused(jar().classPath("other.jar"), "Class-Path");
    }

    @Test
    void a_class_that_reads_the_environment_is_refused() {
        assertRefused(jar().body("System.getenv(\"PATH\"); return null;"), "the process's environment");
    }

    @Test
    void a_folder_that_is_named_like_a_jar_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("a.jar"));
        plugins.takeAll();

        assertThat(sentence()).isEqualTo("it is no file");
    }

    @Test
    void a_file_that_no_plugin_can_be_as_large_as_is_refused_unread() throws IOException {
        try (var file = new java.io.RandomAccessFile(folder.resolve("a.jar").toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        plugins.takeAll();

        assertThat(sentence()).contains("larger than the 64 MB");
    }

    @Test
    void a_small_file_that_unpacks_to_gigabytes_is_refused() throws IOException {
        var jar = jar().write(folder.resolve("a.jar"));
        Zeros.addTo(jar, "tiny/Zeros.class", 20 << 20);
        plugins.takeAll();

        assertThat(sentence()).contains("damaged");
        assertThat(copies()).isZero();
    }

    @Test
    void a_jar_that_is_refused_leaves_the_others_alone() throws IOException {
        Files.writeString(folder.resolve("a.jar"), "no jar");
        jar().write(folder.resolve("b.jar"));
        Files.createDirectory(folder.resolve("c.jar"));
        plugins.takeAll();

        assertThat(plugins.find("tiny")).isPresent();
        assertThat(plugins.problems()).extracting(PluginProblem::jar).containsExactly("a.jar", "c.jar");
    }

    @Test
    void a_folder_that_is_away_keeps_its_plugins_and_is_complained_of() throws IOException {
        jar().write(folder.resolve("a.jar"));
        plugins.takeAll();
        var elsewhere = Files.move(folder, work.resolve("elsewhere"));
        twoLooks();

        assertThat(plugins.find("tiny")).isPresent();
        assertThat(sentence()).contains("cannot be read");

        Files.move(elsewhere, folder);
        twoLooks();
        assertThat(plugins.find("tiny")).isPresent();
        assertThat(plugins.problems()).isEmpty();
        assertThat(retired).isEmpty();
    }

    @Test
    void a_class_that_opens_files_is_refused_with_its_name() {
        assertRefused(jar().body("java.nio.file.Path.of(\"x\"); return null;"), "tiny/Tiny uses files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new java.io.PrintWriter(\"x\").close() | files",
                "new java.io.PrintStream(\"x\").close() | files",
                "new java.util.Formatter(\"x\").close() | files",
                "System.setOut(null) | the process's own streams",
                "System.getLogger(\"x\") | logging",
                "Locale.setDefault(Locale.ROOT) | the process's own settings",
                "TimeZone.setDefault(null) | the process's own settings",
                "java.security.Security.setProperty(\"a\", \"b\") | the process's own settings",
                "java.lang.invoke.MethodType.fromMethodDescriptorString(\"()V\", null) | deep reflection"
            })
    void a_class_that_reaches_what_all_share_is_refused(String statement, String why) {
        assertRefused(
                jar().body("try { " + statement + "; } catch (Exception e) { throw new IllegalStateException(e); }"
                        + " return null;"),
                why);
    }

    @Test
    void a_class_that_ends_the_process_is_refused() {
        assertRefused(jar().body("System.exit(1); return null;"), "System.exit");
    }

    @Test
    void a_class_that_starts_threads_is_refused() {
        assertRefused(jar().body("new Thread().start(); return null;"), "threads");
    }

    @Test
    void a_class_that_opens_sockets_is_refused() {
        assertRefused(jar().body("new java.net.Socket(); return null;").body("""
                try { new java.net.Socket(); } catch (Exception e) { } return null;"""), "the network");
    }

    @Test
    void a_class_that_breaks_into_others_is_refused() {
        assertRefused(jar().body("""
                try { String.class.getDeclaredField("value").setAccessible(true); } catch (Exception e) { } return null;"""), "deep reflection");
    }

    @Test
    void a_plugin_sees_the_spi_and_nothing_else_of_the_host() throws ClassNotFoundException {
        jar().write(folder.resolve("a.jar"));
        plugins.takeAll();
        var loader = plugins.find("tiny").orElseThrow().plugin().getClass().getClassLoader();

        assertThat(loader.loadClass("dev.pontage.spi.Acquirer")).isSameAs(dev.pontage.spi.Acquirer.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> loader.loadClass("org.springframework.context.ApplicationContext"))
                .isInstanceOf(ClassNotFoundException.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> loader.loadClass("dev.pontage.plugin.Plugins"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void an_uploaded_jar_is_ready_at_once_and_lies_in_the_folder() throws IOException {
        var bytes = Files.readAllBytes(jar().write(work.resolve("a.jar")));

        assertThat(plugins.add("tiny.jar", bytes).state()).isEqualTo(LoadedPlugin.State.READY);
        assertThat(folder.resolve("tiny.jar")).exists();
        assertThat(plugins.find("tiny")).isPresent();
    }

    @Test
    void an_uploaded_jar_that_is_not_taken_leaves_nothing_behind() throws IOException {
        assertThatThrownBy(() -> plugins.add("tiny.jar", new byte[] {1, 2, 3}))
                .isInstanceOfSatisfying(
                        dev.pontage.error.Rejection.class, it -> assertThat(it).isNotNull());
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_uploaded_file_cannot_leave_the_folder() {
        assertThatThrownBy(() -> plugins.add("../tiny.jar", new byte[1]))
                .isInstanceOf(dev.pontage.error.Rejection.class);
    }

    private void assertRefused(TinyJars jar, String why) {
        jar.write(folder.resolve("a.jar"));
        plugins.takeAll();

        assertThat(plugins.list()).isEmpty();
        assertThat(sentence()).contains(why);
        assertThat(copies()).isZero();
    }

    private String sentence() {
        assertThat(plugins.problems()).hasSize(1);
        return plugins.problems().getFirst().sentence();
    }

    private long copies() {
        try (var files = Files.list(copies)) {
            return files.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void twoLooks() {
        plugins.scan();
        plugins.scan();
    }

    private TinyJars jar() {
        return new TinyJars(work);
    }
}
