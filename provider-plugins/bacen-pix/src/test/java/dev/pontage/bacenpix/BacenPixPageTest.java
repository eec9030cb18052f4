package dev.pontage.bacenpix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.testkit.PluginPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BacenPixPageTest {
    private static final Path PAGE = Path.of("../../docs/plugins/bacen-pix.md");

    /** With {@code -Dpontage.renew=true} the page is written anew. */
    @Test
    void the_page_says_what_the_descriptor_says() throws IOException {
        var page = Files.readString(PAGE);
        var renewed = PluginPage.renewed(page, new BacenPixPlugin().descriptor());
        if (Boolean.getBoolean("pontage.renew")) {
            Files.writeString(PAGE, renewed);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(renewed);
    }
}
