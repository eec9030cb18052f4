package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every control of every screen is driven by a test. The list says by which: a control that is new, gone or driven by a
 * test that does not exist, or that never sends its form, stops the build.
 */
class ControlsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final List<Path> TESTS = List.of(
            Path.of("src/test/java/dev/pontage/admin"), Path.of("../connector-app/src/test/java/dev/pontage/app"));
    private static final Path LIST = Path.of("src/test/resources/controls.txt");
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("th:action=\"([^\"]*)\"");
    private static final Pattern ADDRESS = Pattern.compile("@\\{((?:[^{}(]|\\{[a-z]+\\})+)");
    private static final Pattern BUTTON = Pattern.compile("<button\\b[^>]*\\bname=\"(\\w+)\"[^>]*\\bvalue=\"(\\w+)\"");
    private static final Pattern SCRIPTED = Pattern.compile("\\b(data-copy|data-theme-switch)\\b");
    private static final Pattern SUSPEND = Pattern.compile("parts :: suspend\\((@\\{(?:[^{}(]|\\{[a-z]+\\})+)");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String end) {
        try (var all = Files.walk(folder)) {
            return all.filter(it -> it.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forms by what they send where, their further buttons, and what a script does alone. */
    private static List<String> controls() {
        var found = new ArrayList<String>();
        for (var file : files(TEMPLATES, ".html")) {
            var page = TEMPLATES.relativize(file).toString().replace(".html", "");
            var html = read(file);
            FORM.matcher(html).results().forEach(it -> found.addAll(form(page, it.group())));
            // The form that asks for a name stands in one place and is used in several.
            SUSPEND.matcher(html)
                    .results()
                    .forEach(it ->
                            found.add(page + " post " + addresses(it.group(1)).getFirst()));
            SCRIPTED.matcher(html)
                    .results()
                    .map(it -> page + " " + it.group())
                    .distinct()
                    .forEach(found::add);
        }
        return found.stream().distinct().sorted().toList();
    }

    private static List<String> form(String page, String html) {
        var action = ACTION.matcher(html);
        if (!action.find()) {
            return List.of();
        }
        var verb = html.contains("method=\"get\"") ? "get" : "post";
        var found = new ArrayList<String>();
        for (var address : addresses(action.group(1))) {
            found.add(page + " " + verb + " " + address);
            BUTTON.matcher(html)
                    .results()
                    .forEach(
                            it -> found.add(page + " " + verb + " " + address + " " + it.group(1) + "=" + it.group(2)));
        }
        return found;
    }

    private static List<String> addresses(String expression) {
        return ADDRESS.matcher(expression).results().map(it -> it.group(1)).toList();
    }

    private static Map<String, String> list() {
        return read(LIST)
                .lines()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .map(it -> it.split(" = ", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1], (one, other) -> one, TreeMap::new));
    }

    @Test
    void the_list_knows_every_control_and_no_other() {
        assertThat(list().keySet()).containsExactlyInAnyOrderElementsOf(controls());
    }

    @Test
    void every_control_is_driven_by_the_test_that_the_list_names() {
        var sources = TESTS.stream()
                .flatMap(it -> files(it, "Test.java").stream())
                .collect(Collectors.toMap(it -> it.getFileName().toString().replace(".java", ""), ControlsTest::read));
        list().forEach((control, test) -> {
            var words = test.split("#", 2);
            assertThat(sources).as(control).containsKey(words[0]);
            var body = body(sources.getOrDefault(words[0], ""), words[1]);
            assertThat(body).as(control + ": there is no " + test).isNotEmpty();
            // A page object's method says it in a person's words.
            if (!words[0].equals("JourneysTest")) {
                assertThat(body).as(control + ": " + test + " never goes there").contains(piece(control));
            }
        });
    }

    /** What the test does, with the steps of its class that it calls. */
    private static String body(String source, String method) {
        var own = method(source, method);
        return own
                + Pattern.compile("\\b([a-z]\\w+)\\(")
                        .matcher(own)
                        .results()
                        .map(it -> it.group(1))
                        .distinct()
                        .filter(it -> !it.equals(method))
                        .map(it -> method(source, it))
                        .collect(Collectors.joining());
    }

    private static String method(String source, String name) {
        return Pattern.compile("\n    [\\w<>. ]+ " + name + "\\([^;{]*\\{\n.*?\n    }\n", Pattern.DOTALL)
                .matcher(source)
                .results()
                .map(it -> it.group())
                .findFirst()
                .orElse("");
    }

    /** The last word of an address, by which a test must call it. */
    private static String piece(String control) {
        var words = control.split(" ");
        var address = words.length > 2 ? words[2] : words[1];
        return List.of(address.replaceAll("\\{[a-z]+\\}", "").split("/")).getLast();
    }
}
