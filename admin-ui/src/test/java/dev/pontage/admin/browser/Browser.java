package dev.pontage.admin.browser;

import dev.pontage.admin.world.Web;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser before the running admin. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final String base;

    private Browser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    static Browser open(int port) {
        var options = new ChromeOptions();
        options.addArguments(
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
                "--lang=en");
        var service = new ChromeDriverService.Builder();
        var driver = new File("/usr/bin/chromedriver");
        // Debian's pair fits together; elsewhere Selenium looks for one itself.
        if (driver.exists()) {
            service.usingDriverExecutable(driver);
            options.setBinary("/usr/bin/chromium");
        }
        var chrome = new ChromeDriver(service.build(), options);
        chrome.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        return new Browser(chrome, "http://localhost:" + port);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Goes on with the session of somebody who has logged in already. */
    Browser as(Web web) {
        driver.get(base + "/admin/login");
        driver.manage().deleteAllCookies();
        var value = Base64.getEncoder().encodeToString(web.session().getBytes(StandardCharsets.UTF_8));
        driver.manage()
                .addCookie(new Cookie.Builder("pontage", value).path("/admin").build());
        return this;
    }

    Browser go(String path) {
        driver.get(base + path);
        return this;
    }

    /** As on a desk or as on a telephone. */
    Browser wide(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        return this;
    }

    Browser theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        return this;
    }

    /** A person's browser asks nobody before it copies what was clicked. */
    Browser mayCopy() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite"), "origin", base));
        return this;
    }

    String path() {
        return String.valueOf(driver.getCurrentUrl()).substring(base.length()).replaceFirst("[?#].*", "");
    }

    String text() {
        return find("main").getText();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    Browser type(String css, String text) {
        var field = find(css);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    Browser choose(String css, String value) {
        new Select(find(css)).selectByValue(value);
        return this;
    }

    /** Presses what leads to another page, and waits until it is there. */
    Browser press(String css) {
        var before = find("html");
        find(css).click();
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .until(it -> !find("html").equals(before) && isLoaded());
        return this;
    }

    private boolean isLoaded() {
        return "complete".equals(driver.executeScript("return document.readyState"));
    }

    /** Waits for something that the page does by itself. */
    void until(String css) {
        new WebDriverWait(driver, PATIENCE).pollingEvery(Duration.ofMillis(20)).until(it -> has(css));
    }

    void until(String css, String text) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .until(it -> find(css).getText().contains(text));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
