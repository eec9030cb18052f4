package dev.pontage.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's browser and the driver that fits it. */
public final class Chromium {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private Chromium() {}

    /** Whether both are on this machine. */
    public static boolean isHere() {
        return Files.exists(BROWSER) && Files.exists(DRIVER);
    }

    /** A browser that starts with nothing and calls nobody. */
    public static ChromeDriver open(Path profile) {
        var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile());
        return new ChromeDriver(service.build(), options(profile));
    }

    private static ChromeOptions options(Path profile) {
        var options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        return options;
    }
}
