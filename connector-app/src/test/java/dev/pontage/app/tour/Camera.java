package dev.pontage.app.tour;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.pontage.app.Chromium;
import dev.pontage.app.RunningPontage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The first administrator's browser, and what it sees. */
final class Camera implements AutoCloseable {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final RunningPontage pontage;
    private final ChromeDriver browser;

    Camera(RunningPontage pontage, Path profile) {
        this.pontage = pontage;
        this.browser = Chromium.open(profile);
    }

    /** Comes in by the link that the first start prints. */
    void enter(String link) throws InvalidKeyException {
        browser.get(link);
        type("#name", "Administrator");
        type("#email", "admin@psp.example");
        type("#password", "a horse on the staircase");
        press("button.btn-primary");
        var secret = browser.findElement(By.id("secret")).getText().replace(" ", "");
        type("#code", code(secret));
        press("main button.btn-primary");
    }

    private static String code(String secret) throws InvalidKeyException {
        var bits = new StringBuilder();
        for (var letter : secret.toCharArray()) {
            bits.append(Integer.toBinaryString(32 + LETTERS.indexOf(letter)).substring(1));
        }
        var key = new byte[bits.length() / 8];
        for (var i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(key, "RAW"), Clock.systemUTC().instant());
    }

    private void type(String css, String text) {
        var fields = browser.findElements(By.cssSelector(css));
        fields.forEach(it -> it.sendKeys(text));
    }

    private void press(String css) {
        browser.findElement(By.cssSelector(css)).click();
    }

    /** The search leads to the page of the one payment that has this id. */
    String find(String key) {
        browser.get(pontage.uri("/admin/payments?q=" + key).toString());
        return String.valueOf(browser.getCurrentUrl()).replaceFirst(".*/payments/", "");
    }

    /** Fills the form of a change in and asks for its effect, so that the picture shows it. */
    void look(Picture picture, String page) {
        size(picture, 900);
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", picture.light()))));
        browser.get(pontage.uri(page + (page.contains("?") ? "&" : "?") + "lang=" + picture.language())
                .toString());
        if (page.contains("/change/")) {
            browser.findElement(By.id("amount")).clear();
            type("#amount", "250.00");
            type("#reason", "One of three shirts came back");
            press("form.card button.btn-primary");
        }
    }

    private void size(Picture picture, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        picture.width(),
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        picture.width() < 500));
    }

    /** A page that says that something failed is no picture. */
    private void requireGood(Picture picture) {
        var status = browser.executeScript("return performance.getEntriesByType('navigation')[0].responseStatus");
        if (!(status instanceof Number number) || number.intValue() != 200) {
            throw new IllegalStateException(picture.name() + " was answered " + status);
        }
    }

    void take(Picture picture, Path folder) throws IOException {
        requireGood(picture);
        var height = ((Number) browser.executeScript("return document.documentElement.scrollHeight")).intValue();
        // What sticks to the window's end is to stand at the picture's.
        size(picture, Math.min(height, Picture.HIGHEST));
        var clip = Map.of(
                "x", 0, "y", 0, "width", picture.width(), "height", Math.min(height, Picture.HIGHEST), "scale", 1);
        var taken = browser.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        var png = Base64.getDecoder().decode(String.valueOf(taken.get("data")));
        Files.write(folder.resolve(picture.file()), FewColours.of(png));
    }

    @Override
    public void close() {
        browser.quit();
    }
}
