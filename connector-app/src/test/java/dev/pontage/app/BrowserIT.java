package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** What staff see first, in a real browser. */
@Timeout(900)
class BrowserIT {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @TempDir
    Path profile;

    @Test
    void the_way_in_can_be_seen_and_used_by_everybody() {
        assumeTrue(Files.exists(BROWSER) && Files.exists(DRIVER), "no Chromium here: the browser test is skipped");
        var pontage = RunningPontage.shared();
        var browser = new ChromeDriver(service(), options());
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

    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
    }

    private ChromeOptions options() {
        var options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        return options;
    }
}
