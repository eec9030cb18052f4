package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

class MessagesTest {
    /** Words that are the same in that language, looked at one by one. */
    private static final Set<String> SAME = Set.of();

    private static final Pattern USED = Pattern.compile("#\\{([a-z][a-zA-Z0-9.]*)[}(]");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\d}");

    private static Properties read(String file) {
        try (var reader =
                new java.io.InputStreamReader(new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final Properties english = read("messages_en.properties");

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_pt.properties", "messages_es.properties"})
    void every_language_has_every_key(String file) {
        assertThat(read(file).stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt", "es"})
    void no_text_was_left_in_english(String language) {
        var other = read("messages_" + language + ".properties");
        assertThat(english.stringPropertyNames().stream()
                        .filter(it -> english.getProperty(it).equals(other.getProperty(it)))
                        .filter(it -> !SAME.contains(it + " " + language)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt", "es"})
    void a_text_takes_the_same_values_in_every_language(String language) {
        var other = read("messages_" + language + ".properties");
        assertThat(english.stringPropertyNames())
                .allSatisfy(it ->
                        assertThat(values(other.getProperty(it))).as(it).isEqualTo(values(english.getProperty(it))));
    }

    private static Set<String> values(String text) {
        return PARAMETER.matcher(text).results().map(it -> it.group()).collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void every_text_that_a_page_asks_for_is_there() throws IOException {
        var missing = new ArrayList<String>();
        for (var template : templates()) {
            USED.matcher(Files.readString(template))
                    .results()
                    .map(it -> it.group(1))
                    .filter(it -> !english.containsKey(it))
                    .forEach(it -> missing.add(template.getFileName() + ": " + it));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void no_template_writes_words_of_its_own_style_or_script() throws IOException {
        for (var template : templates()) {
            assertThat(Files.readString(template))
                    .as(template.toString())
                    .doesNotContain("style=")
                    .doesNotContainPattern("\\son[a-z]+=\"")
                    .doesNotContain("hx-on")
                    .doesNotContainPattern("<script(?![^>]*src)");
        }
    }

    @Test
    void no_template_is_longer_than_a_screen_or_two() throws IOException {
        for (var template : templates()) {
            assertThat(Files.readAllLines(template)).as(template.toString()).hasSizeLessThanOrEqualTo(120);
        }
    }

    private static List<Path> templates() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            return files.filter(it -> it.toString().endsWith(".html")).toList();
        }
    }
}
