package dev.pontage.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a jar's contract report is worth, and that production asks for it. */
class ContractReportTest {
    @TempDir
    Path work;

    @TempDir
    Path copies;

    @Test
    void production_takes_a_jar_whose_report_is_green_and_about_its_own_classes() throws Exception {
        var plugin = production().load(jar(TinyJars.Report.GREEN));

        assertThat(plugin.contract().orElseThrow().problem()).isEmpty();
        assertThat(plugin.contract().orElseThrow().passed()).hasSize(100);
    }

    @Test
    void production_refuses_a_jar_without_a_report() {
        assertThatThrownBy(() -> production().load(jar(TinyJars.Report.NONE)))
                .hasMessageContaining("carries no contract report");
    }

    @Test
    void production_refuses_a_jar_with_a_red_report_and_names_the_check() {
        assertThatThrownBy(() -> production().load(jar(TinyJars.Report.RED)))
                .hasMessageContaining("red")
                .hasMessageContaining("a card is not denied");
    }

    @Test
    void production_refuses_a_jar_with_a_class_that_was_not_tested() {
        assertThatThrownBy(() -> production().load(jar(TinyJars.Report.OF_OTHER_CLASSES)))
                .hasMessageContaining("tiny/Tiny.class");
    }

    @Test
    void production_refuses_a_report_that_is_not_whole() {
        assertThatThrownBy(() -> production().load(jar(TinyJars.Report.CUT))).hasMessageContaining("not whole");
    }

    @Test
    void elsewhere_a_jar_without_a_report_is_taken() throws Exception {
        assertThat(new JarLoader(copies).load(jar(TinyJars.Report.NONE)).contract())
                .isEmpty();
    }

    @Test
    void a_library_is_known_by_all_its_classes_together() throws IOException {
        try (var jar = new JarFile(jar(TinyJars.Report.NONE).toFile())) {
            var names = KnownLibraries.below(jar, "tiny/");
            var library = new KnownLibraries.Library(KnownLibraries.hash(jar, names), "tiny/", "Tiny");

            assertThat(KnownLibraries.in(jar, List.of(library))).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void a_library_with_another_class_is_not_known() throws IOException {
        try (var jar = new JarFile(jar(TinyJars.Report.NONE).toFile())) {
            var names = new ArrayList<>(KnownLibraries.below(jar, "tiny/"));
            names.add(names.getFirst());
            var other = new KnownLibraries.Library(KnownLibraries.hash(jar, names), "tiny/", "Tiny");

            assertThat(KnownLibraries.in(jar, List.of(other))).isEmpty();
        }
    }

    private JarLoader production() {
        return new JarLoader(copies, true);
    }

    private Path jar(TinyJars.Report report) {
        return new TinyJars(work).report(report).write(work.resolve(report + ".jar"));
    }
}
