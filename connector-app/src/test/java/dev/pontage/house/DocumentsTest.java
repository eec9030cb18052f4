package dev.pontage.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.app.tour.Picture;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that a reader can trust: links lead somewhere, and the bird's-eye view stays one. */
class DocumentsTest {
    private static final int WORDS = 1200;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    void the_documents_of_the_house_are_there() {
        assertThat(Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"))
                .allMatch(it -> Files.exists(Checkout.ROOT.resolve(it)));
    }

    @Test
    void every_link_leads_to_a_file() {
        var documents = Checkout.files(".md");
        assertThat(documents).isNotEmpty();
        assertThat(documents.stream().flatMap(DocumentsTest::broken)).isEmpty();
    }

    /** So that none is left behind that the tour does not take anew. */
    @Test
    void every_picture_is_taken_by_the_tour_and_shown() {
        var documents = String.join(
                "\n", Checkout.files(".md").stream().map(Checkout::text).toList());
        assertThat(Checkout.files(".png"))
                .map(Checkout::name)
                .containsExactlyInAnyOrderElementsOf(Picture.all().stream()
                        .map(it -> "docs/images/" + it.name() + ".png")
                        .toList());
        assertThat(Picture.all()).allMatch(it -> documents.contains("images/" + it.name() + ".png)"));
    }

    @Test
    void the_architecture_is_read_in_ten_minutes() {
        var words = Checkout.text(Checkout.ROOT.resolve("ARCHITECTURE.md")).split("\\s+");
        assertThat(words.length).isLessThanOrEqualTo(WORDS);
    }

    @Test
    void every_decision_is_in_the_list_of_decisions() {
        var decisions = Checkout.ROOT.resolve("docs/adr");
        var list = Checkout.text(decisions.resolve("README.md"));
        assertThat(Checkout.files(".md"))
                .filteredOn(it -> decisions.equals(it.getParent()) && !it.endsWith("README.md"))
                .isNotEmpty()
                .allMatch(it -> list.contains(it.getFileName().toString()));
    }

    private static Stream<String> broken(Path document) {
        return links(document).stream()
                .filter(it -> !Files.exists(document.resolveSibling(it)))
                .map(it -> Checkout.name(document) + " → " + it);
    }

    private static List<String> links(Path document) {
        return LINK.matcher(Checkout.text(document))
                .results()
                .map(it -> it.group(1))
                .filter(it -> URI.create(it).getScheme() == null)
                .map(it -> it.replaceFirst("#.*", ""))
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
