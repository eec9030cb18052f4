package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What staff see first, in a real browser. */
@Timeout(900)
class BrowserIT {
    @TempDir
    Path profile;

    @Test
    void the_way_in_can_be_seen_and_used_by_everybody() {
        assumeTrue(Chromium.isHere(), "no Chromium here: the browser test is skipped");
        var pontage = RunningPontage.shared();
        var browser = Chromium.open(profile);
        try {
            browser.get(pontage.uri("/admin/login").toString());

            assertThat(browser.getTitle()).contains("Pontage");
            assertThat(browser.findElements(By.cssSelector("form input[type=password]")))
                    .hasSize(1);
            assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
            browser.get(pontage.uri("/admin").toString());
            assertThat(browser.getCurrentUrl())
                    .as("a stranger is led to the way in")
                    .contains("/admin/login");
        } finally {
            browser.quit();
        }
    }
}
