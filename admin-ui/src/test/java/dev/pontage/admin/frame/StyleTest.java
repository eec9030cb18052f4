package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pages look like comes from the kit; our own style sheet holds what it lacks, and nothing that nobody uses. */
class StyleTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern RULE = Pattern.compile("\\.([a-z][\\w-]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLASS = Pattern.compile(" class=\"([^\"]*)\"");

    /** What scripts and tests find a part of a page by. */
    private static final Set<String> NAMES = Set.of("suspend", "menu", "copied", "languages");

    private static final String TEMPLATES = templates();
    private static final String OWN = read(RESOURCES.resolve("static/assets/admin.css"));
    private static final String KIT = kit();

    private static String templates() {
        try (var files = Files.walk(RESOURCES.resolve("templates"))) {
            return files.filter(Files::isRegularFile).map(StyleTest::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kit, from the jar that the style sheet names. */
    private static String kit() {
        var path =
                Pattern.compile("@import url\\(\"\\.\\.(/webjars/[^\"]+)\"\\)").matcher(OWN);
        assertThat(path.find()).as("an import of the kit").isTrue();
        try (var file = StyleTest.class.getResourceAsStream("/META-INF/resources" + path.group(1))) {
            assertThat(file).as(path.group(1)).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> rules(String css) {
        return RULE.matcher(css.replaceAll("(?s)/\\*.*?\\*/|url\\([^)]*\\)", ""))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_class_of_a_page_has_a_rule_in_the_kit_or_here() {
        var known = rules(KIT);
        known.addAll(rules(OWN));
        known.addAll(NAMES);
        assertThat(CLASS.matcher(TEMPLATES)
                        .results()
                        .flatMap(it -> Arrays.stream(it.group(1).split(" +"))))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void no_rule_of_ours_is_without_a_page() {
        var kit = rules(KIT);
        assertThat(rules(OWN))
                .filteredOn(it -> !kit.contains(it) && !it.matches("s\\d"))
                .allMatch(it -> Pattern.compile("[\\s\"'|]" + it + "[\\s\"'|]")
                        .matcher(TEMPLATES)
                        .find());
    }

    @Test
    void a_page_holds_no_style_of_its_own() {
        assertThat(TEMPLATES).doesNotContain("style=\"", "<style");
    }
}
