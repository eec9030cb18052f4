package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's code compiles after each step, and passes the contract from the sixth on. */
class PluginGuideTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "plugin-guide.md");
    private static final Pattern FILE =
            Pattern.compile("`(src/(?:main|test)/java/[\\w/]+\\.java)`\\n```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path work;

    @Test
    void there_are_ten_steps_with_code_in_each() throws IOException {
        assertThat(steps())
                .hasSize(10)
                .allSatisfy(it -> assertThat(FILE.matcher(it).find()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everything_compiles_after_step(int number) throws IOException {
        build(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 9})
    void the_contract_is_green_after_step(int number) throws Exception {
        var summary = Compiled.run(build(number), "plugin.kiosk.KioskContractTest");

        assertThat(Compiled.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(50);
    }

    @Test
    void the_tests_of_ones_own_pass_in_the_end() throws Exception {
        var summary = Compiled.run(build(10), "plugin.kiosk.KioskRepliesTest");

        assertThat(Compiled.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
    }

    static List<Integer> numbers() {
        return IntStream.rangeClosed(1, 10).boxed().toList();
    }

    /** All files as they stand after a step. */
    private Path build(int step) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (var text : steps().subList(0, step)) {
            FILE.matcher(text).results().forEach(it -> files.put(it.group(1), it.group(2)));
        }
        for (var it : files.entrySet()) {
            var file = work.resolve(it.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, it.getValue());
        }
        Compiled.compile(work.resolve("src"), work.resolve("classes"));
        return work.resolve("classes");
    }

    private static List<String> steps() throws IOException {
        var parts = Files.readString(GUIDE).split("\\n## \\d+\\. ");
        return List.of(parts).subList(1, parts.length);
    }
}
