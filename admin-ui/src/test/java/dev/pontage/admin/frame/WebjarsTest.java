package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Web;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The versions in the addresses are those of the jars, and everything comes from here. */
@AdminTest
class WebjarsTest {
    private static final Pattern LINK = Pattern.compile("(?:<link|<script)[^>]*(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("@import url\\(\"([^\"]+)\"\\)");

    private final Web web;
    private List<String> linked = List.of();

    WebjarsTest(People people) {
        this.web = people.browser();
    }

    @BeforeEach
    void what_a_page_asks_for() {
        var page = web.get("/admin/login").body();
        var css = web.get("/assets/admin.css").body();
        var imported =
                groups(IMPORT, css).map(it -> URI.create("/assets/").resolve(it).getPath());
        linked = Stream.concat(groups(LINK, page), imported).toList();
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1));
    }

    @Test
    void every_file_that_a_page_asks_for_is_here() {
        assertThat(linked).hasSizeGreaterThanOrEqualTo(6);
        assertThat(linked).allSatisfy(it -> {
            assertThat(it).startsWith("/").doesNotStartWith("//");
            assertThat(web.get(it).status()).isEqualTo(200);
        });
    }

    @Test
    void the_style_sheet_asks_for_the_kit_that_the_page_fetches_ahead() {
        assertThat(linked.stream().filter(it -> it.contains("bootstrap")).toList())
                .hasSize(2)
                .allMatch(linked.getLast()::equals);
    }

    @Test
    void what_has_its_version_in_its_address_is_fetched_once() {
        assertThat(linked.stream().filter(it -> it.startsWith("/webjars/")).toList())
                .hasSize(3)
                .allSatisfy(it -> assertThat(web.get(it).response().headers().firstValue("Cache-Control"))
                        .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "immutable")));
    }

    @Test
    void the_kit_may_show_its_arrows_and_ticks_and_nothing_else_is_let_in() {
        assertThat(web.get("/admin/login").response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(it ->
                        assertThat(it).contains("img-src 'self' data:;", "style-src 'self';", "script-src 'self';"));
    }
}
