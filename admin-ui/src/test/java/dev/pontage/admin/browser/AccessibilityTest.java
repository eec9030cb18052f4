package dev.pontage.admin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Counted;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.tenant.TenantScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.OutputType;

/** axe on every page, light and dark; widths and languages take turns. Nothing scrolls sideways. */
@AdminTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> LANGUAGES = List.of("en", "pt", "es");

    private static final String AXE = source();

    private final People people;
    private final Shops shops;
    private final Rollouts rollouts;
    private final Counted counted;
    private final Clock clock;
    private final Browser browser;

    AccessibilityTest(People people, Shops shops, Rollouts rollouts, Counted counted, Clock clock) {
        this.counted = counted;
        this.clock = clock;
        this.rollouts = rollouts;
        this.people = people;
        this.shops = shops;
        this.browser = Browser.open(people.port());
    }

    @BeforeAll
    void anAdministratorSitsDown() {
        browser.as(people.join(Role.ADMINISTRATOR).web());
    }

    @AfterAll
    void goesHome() {
        browser.close();
    }

    /** Lists that other tests made long are looked at with few lines: each more is the same again. */
    private List<String> pages() {
        var shop = shops.open("fields", Map.of("merchantCode", "M1", "apiKey", "k"));
        var paid = shops.open();
        var payment = shops.pay(paid, Shops.GOOD_CARD, "120.50");
        var waiting = shops.pay(paid, Shops.SLOW_CARD, "12.00");
        var connector = shop.affiliation().connector();
        draw(paid);
        // Two versions of the plugin, one of them on trial.
        TenantScope.all().run(() -> rollouts.begin(shop.affiliation().id(), "1.2.3", 10, "a test"));
        return List.of(
                "/admin",
                "/admin?by=METHOD&range=MONTH",
                "/admin/payments?status=DENIED&least=wrong&tenant=" + paid.slug(),
                "/admin/payments/" + payment.id() + "/exchanges",
                "/admin/webhooks/" + shops.webhook(paid),
                "/admin/holidays?year=2027",
                "/admin/limits?q=nobody-at-all",
                "/admin/payments",
                "/admin/payments?q=nothing-at-all",
                "/admin/payments/" + payment.id(),
                "/admin/payments/" + waiting.id(),
                "/admin/payments/" + payment.id() + "/change/settle",
                "/admin/approvals",
                "/admin/merchants?q=" + shop.slug(),
                "/admin/merchants/new",
                "/admin/merchants/" + shop.slug(),
                "/admin/connectors",
                "/admin/connectors/new",
                "/admin/connectors/" + connector,
                "/admin/connectors/" + connector + "/edit",
                "/admin/connectors/" + connector + "/methods",
                "/admin/affiliations?q=" + shop.slug(),
                "/admin/affiliations/new",
                "/admin/affiliations/new?tenant=" + shop.slug() + "&choice=" + connector + "/fields",
                "/admin/affiliations/" + shop.affiliation().id(),
                "/admin/affiliations/" + paid.affiliation().id() + "/methods",
                "/admin/callbacks",
                "/admin/webhooks",
                "/admin/plugins",
                "/admin/limits?q=" + paid.slug(),
                "/admin/audit?what=" + payment.key(),
                "/admin/staff",
                "/admin/tokens",
                "/admin/nothing-here",
                shops.connect(shop),
                "/admin/login",
                "/admin/first?token=wrong",
                "/admin/payments/"
                        + shops.inReview(people.join(Role.OPERATOR).web()).id());
    }

    /** Enough that each kind of line is drawn. */
    private void draw(Shops.Shop shop) {
        var methods = List.of("Visa", "Mastercard", "Elo", "Amex", "Pix", "BankInvoice", "Hipercard");
        for (var hour = 0; hour < 20; hour++) {
            for (var method = 0; method < methods.size(); method++) {
                var payments = 12 + 9 * ((hour * 7 + method * 5) % 11) - method;
                counted.minute(
                        shop,
                        clock.instant().minusSeconds(3600L * hour),
                        methods.get(method),
                        payments,
                        payments - 1 - (hour + method) % 5,
                        payments * (6L + (hour * 3 + method) % 9));
            }
        }
    }

    /** A page is loaded once; then the light is switched and the window made wide or narrow, as people do. */
    @Test
    void every_page_is_for_everybody() {
        var found = new ArrayList<String>();
        var turn = 0;
        for (var page : pages()) {
            var language = LANGUAGES.get(turn % LANGUAGES.size());
            var widths = turn % 2 == 0 ? List.of(1440, 390) : List.of(390, 1440);
            var themes = turn % 4 < 2 ? List.of("light", "dark") : List.of("dark", "light");
            turn++;
            browser.wide(widths.getFirst()).theme(themes.getFirst());
            browser.go(page + (page.contains("?") ? "&" : "?") + "lang=" + language);
            for (var look = 0; look < 2; look++) {
                browser.wide(widths.get(look)).theme(themes.get(look));
                browser.until("html[data-bs-theme=" + themes.get(look) + "]");
                look(page + " " + themes.get(look) + " " + widths.get(look) + " " + language, found);
            }
        }
        assertThat(found).isEmpty();
    }

    private void look(String where, List<String> found) {
        picture(where);
        axe().forEach(it -> found.add(where + ": " + it));
        if (Boolean.TRUE.equals(browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth"))) {
            found.add(where + ": scrolls sideways");
        }
    }

    /** What axe finds, each with what it found it in: read into a page once, it looks as often as it is asked. */
    private List<String> axe() {
        var driver = browser.driver();
        if (Boolean.FALSE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(AXE);
        }
        var answer = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']})
                    .then(it => done(it.violations.map(one => one.id + ' '
                        + one.nodes.slice(0, 3).map(node => node.html).join(' '))))
                    .catch(it => done(['axe could not look: ' + it]));
                """, RULES);
        return answer instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of("axe said nothing: " + answer);
    }

    private static String source() {
        try (var file = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(file, "axe").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With {@code -Dpictures=folder} each page is kept as it looked, for people to look at. */
    private void picture(String where) {
        Optional.ofNullable(System.getProperty("pictures")).ifPresent(folder -> {
            try {
                Files.write(
                        Files.createDirectories(Path.of(folder))
                                .resolve(where.replaceAll("[^A-Za-z0-9]+", "-") + ".png"),
                        browser.driver().getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
