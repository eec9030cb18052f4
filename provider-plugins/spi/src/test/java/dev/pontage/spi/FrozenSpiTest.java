package dev.pontage.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version 1.0 of the SPI is a promise: a jar that was built against it goes on working. */
class FrozenSpiTest {
    /** Where the listing of today is left, for whoever releases a version that adds something. */
    private static final Path TODAY = Path.of("target", "spi-today.txt");

    private static final SortedSet<String> BEFORE = lines(
            "type a.Verb interface of  permits a.X, a.Y",
            "has a.Verb#run(int) int",
            "must a.Verb#run(int) int",
            "record a.X(int)",
            "field a.Kind#ONE a.Kind");

    @Test
    void plugins_of_version_1_0_work_as_before() throws IOException {
        var today = ApiListing.ofCompiledSpi();
        Files.createDirectories(Objects.requireNonNull(TODAY.getParent()));
        Files.write(TODAY, today);

        assertThat(ApiListing.breaks(released(), today)).isEmpty();
    }

    @Test
    void the_listing_is_about_all_of_it() throws IOException {
        assertThat(released()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "has a.Verb#run(int) int | has a.Verb#run(long) int | a changed parameter",
                "record a.X(int) | record a.X(int, int) | a new component",
                "field a.Kind#ONE a.Kind | field a.Kind#TWO a.Kind | another constant",
                "type a.Verb interface of  permits a.X, a.Y | type a.Verb interface of  permits a.X, a.Y, a.Z | a third kind"
            })
    void a_line_that_is_gone_is_found(String old, String other, String what) {
        var now = new TreeSet<>(BEFORE);
        assertThat(now.remove(old)).as(what).isTrue();
        now.add(other);

        assertThat(ApiListing.breaks(BEFORE, now))
                .as(what)
                .singleElement()
                .asString()
                .contains(old);
    }

    @Test
    void one_more_method_without_a_body_is_found() {
        var now = new TreeSet<>(BEFORE);
        now.addAll(List.of("has a.Verb#more() int", "must a.Verb#more() int"));

        assertThat(ApiListing.breaks(BEFORE, now)).singleElement().asString().contains("a.Verb#more()");
    }

    @Test
    void what_is_added_with_a_body_or_in_a_new_type_breaks_nobody() {
        var now = new TreeSet<>(BEFORE);
        now.addAll(List.of("has a.Verb#more() int", "type a.New interface of ", "must a.New#more() int"));
        now.remove("must a.Verb#run(int) int");

        assertThat(ApiListing.breaks(BEFORE, now)).isEmpty();
    }

    private static SortedSet<String> released() throws IOException {
        try (var in = FrozenSpiTest.class.getResourceAsStream("/spi-1.0.txt")) {
            return new TreeSet<>(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static SortedSet<String> lines(String... all) {
        return new TreeSet<>(List.of(all));
    }
}
