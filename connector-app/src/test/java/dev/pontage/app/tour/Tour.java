package dev.pontage.app.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.app.Chromium;
import dev.pontage.app.RunningPontage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Not one of the tests: {@code ./pontage tour} runs it. It fails where a page of the tour cannot be shown. */
@Timeout(1800)
class Tour {
    private static final Path PICTURES = Path.of("..", "docs", "images");

    @TempDir
    Path folder;

    @Test
    void every_picture_of_the_documents_is_taken_anew() throws Exception {
        assertThat(Chromium.isHere()).as("Chromium and its driver").isTrue();
        // What is shipped carries the reports of its contract tests.
        assertThat(new ProcessBuilder("../bin/contracts")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("contracts.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
        var home = folder.resolve("home");
        try (var first = RunningPontage.start(home)) {
            assertThat(first.stopWithin(25)).isTrue();
        }
        var seed = RunningPontage.script("seed", "--payments", "60000", "--affiliations", "40");
        seed.environment().put("PONTAGE_HOME", home.toString());
        assertThat(seed.inheritIO().start().waitFor()).isZero();
        try (var pontage = RunningPontage.start(home);
                var market = new Market(pontage);
                var camera = new Camera(pontage, folder.resolve("profile"))) {
            camera.enter(pontage.printed("First administrator (once, within a day):"));
            var places = Map.of(
                    "{affiliation}", market.connect(),
                    "{demo}", market.first("/api/v1/affiliations?tenantId=demo", "/0/id"),
                    "{payment}", camera.find(market.open()));
            Files.createDirectories(PICTURES);
            for (var picture : Picture.all()) {
                var page = picture.page();
                for (var place : places.entrySet()) {
                    page = page.replace(place.getKey(), place.getValue());
                }
                camera.look(picture, page);
                camera.take(picture, PICTURES);
            }
        }
    }
}
