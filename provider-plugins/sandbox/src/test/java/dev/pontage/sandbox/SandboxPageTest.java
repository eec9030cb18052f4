package dev.pontage.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.testkit.PluginPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page in docs/plugins says what the descriptor says; -Dpontage.pages=write makes it anew. */
class SandboxPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "plugins", "sandbox.md");

    @Test
    void the_page_is_up_to_date() throws IOException {
        var wanted = PluginPage.renewed(Files.readString(PAGE), new SandboxPlugin().descriptor());
        if ("write".equals(System.getProperty("pontage.pages"))) {
            Files.writeString(PAGE, wanted);
        }

        assertThat(PAGE).content().isEqualTo(wanted);
    }
}
