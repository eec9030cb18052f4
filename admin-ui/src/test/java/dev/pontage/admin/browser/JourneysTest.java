package dev.pontage.admin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.SettableClock;
import dev.pontage.admin.world.Shops;
import dev.pontage.affiliation.Callers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What staff do all day, with a real browser; each journey ends with a look at what was kept. */
@AdminTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneysTest {
    private final People people;
    private final Shops shops;
    private final Callers callers;
    private final SettableClock clock;
    private final Api api;
    private final Browser browser;

    JourneysTest(People people, Shops shops, Callers callers, Clock clock) {
        this.people = people;
        this.shops = shops;
        this.callers = callers;
        this.clock = (SettableClock) clock;
        this.api = people.script();
        this.browser = Browser.open(people.port());
    }

    @BeforeAll
    void anAdministratorSitsDown() {
        browser.wide(1440).as(people.join(Role.ADMINISTRATOR).web());
    }

    @AfterAll
    void goesHome() {
        browser.close();
    }

    private static String mark() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void a_merchant_is_created_and_connected_to_an_acquirer() {
        var neighbour = shops.open("fields", java.util.Map.of("merchantCode", "M1", "apiKey", "k"));
        var id = "shop-" + mark();
        var credential = new Screens.Merchants(browser)
                .create(id, "Casa Nova")
                .connect()
                .choose(neighbour.affiliation().connector() + "/fields")
                .fill("merchantCode", "M77")
                .fill("apiKey", "s3cret")
                .create();
        assertThat(callers.authenticate(credential.key(), credential.token())).isPresent();
        var page = credential.copied().test();
        assertThat(page.browser().text()).contains("The acquirer answers with these settings.");
        var kept = api.get("/api/v1/affiliations?tenantId=" + id).body().get(0);
        assertThat(kept.at("/settings/merchantCode").asString()).isEqualTo("M77");
        assertThat(kept.at("/settings/apiKey/set").asBoolean()).isTrue();
    }

    @Test
    void a_key_is_rotated_while_the_old_one_works_on() {
        var shop = shops.open();
        browser.go("/admin/affiliations/" + shop.affiliation().id());
        var fresh = new Screens.Affiliation(browser).rotate("1");
        assertThat(callers.authenticate(fresh.key(), fresh.token())).isPresent();
        assertThat(callers.authenticate(
                        shop.credential().appKey(), shop.credential().appToken()))
                .isPresent();
    }

    @Test
    void a_policy_is_previewed_while_it_is_typed_and_then_saved() {
        var shop = shops.open();
        browser.go("/admin/affiliations/" + shop.affiliation().id());
        var policies = new Screens.Affiliation(browser).policies().typeDelay("Visa", "90000");
        browser.until("tr:has([name='cancel.Visa']) .preview", "asks again every 4 h, cancels after 1 d 1 h");
        policies.save();
        var kept = api.get("/api/v1/affiliations/" + shop.affiliation().id() + "/payment-methods")
                .body();
        assertThat(kept.valueStream().filter(it -> it.path("name").asString().equals("Visa")))
                .allSatisfy(it -> assertThat(it.path("delayToCancel").asInt()).isEqualTo(90_000));
    }

    @Test
    void a_payment_is_found_and_its_callback_sent_again() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "19.90");
        var page = new Screens.Payment(browser.go("/admin")).find("O-" + payment.key());
        assertThat(browser.path()).isEqualTo("/admin/payments/" + payment.id());
        assertThat(browser.text()).contains("Why is it here?");
        page.sendCallbackAgain();
        assertThat(browser.text()).contains("The callback is sent now.");
        assertThat(api.get("/api/v1/audit?what=" + payment.key()).response().body())
                .contains("payment.callback");
    }

    @Test
    void a_refund_of_much_money_is_done_when_a_second_person_agrees() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "9000.00");
        shops.vtex(
                shop,
                "/payments/" + payment.key() + "/settlements",
                "{\"transactionId\":\"T\",\"paymentId\":\"%s\",\"value\":9000.00,\"requestId\":\"S1\"}"
                        .formatted(payment.key()));
        browser.go("/admin/payments/" + payment.id());
        var change = new Screens.Payment(browser).to("refund").wish("8000.00", "came back broken");
        assertThat(change.effect()).contains("Refunds R$ 8,000.00 of R$ 9,000.00", "cannot be undone");
        change.carryOut();
        assertThat(shops.find(payment.key()).refunded().minor()).isZero();

        var second = people.join(Role.OPERATOR, shop.tenantId());
        try (var other = Browser.open(people.port())) {
            new Screens.Approvals(other.wide(390).as(second.web())).open().agree();
            assertThat(other.text()).contains("Done: the acquirer has confirmed it.");
        }
        assertThat(shops.find(payment.key()).refunded().decimal()).isEqualByComparingTo("8000.00");
    }

    @Test
    void a_lost_second_factor_is_replaced_by_paper_and_then_by_an_administrator() {
        var who = people.join(Role.VIEWER);
        new Screens.Staff(browser).open().resetFactor(who.email());
        assertThat(browser.text()).contains("sets up a new second factor");
        try (var other = Browser.open(people.port())) {
            var factor = new Screens.Login(other.wide(390)).enter(who.email(), People.PASSWORD);
            assertThat(factor.isNew()).isTrue();
            factor.code(people.code(factor.secret()));
            var paper = factor.paper();
            assertThat(paper).hasSize(10);
            other.driver().manage().deleteAllCookies();
            clock.advance(Duration.ofMinutes(1));
            new Screens.Login(other).enter(who.email(), People.PASSWORD).code(paper.getFirst());
            assertThat(other.path()).isEqualTo("/admin");
        }
    }

    @Test
    void a_hurried_suspension_does_nothing() {
        var shop = shops.open();
        browser.go("/admin/merchants/" + shop.slug());
        new Screens.Merchant(browser).suspend("something");
        assertThat(api.get("/api/v1/tenants/" + shop.slug())
                        .body()
                        .path("suspended")
                        .asBoolean())
                .isFalse();
        new Screens.Merchant(browser).suspend(shop.slug());
        assertThat(api.get("/api/v1/tenants/" + shop.slug())
                        .body()
                        .path("suspended")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void language_and_theme_stay_as_chosen() {
        browser.go("/admin").press(".languages a[hreflang=pt]");
        browser.go("/admin/merchants");
        assertThat(browser.find("h1").getText()).isEqualTo("Lojistas");
        browser.press(".languages a[hreflang=es]");
        assertThat(browser.find("h1").getText()).isEqualTo("Comercios");
        browser.press(".languages a[hreflang=en]");

        browser.theme("light").go("/admin");
        browser.find("[data-theme-switch]").click();
        browser.go("/admin/payments");
        assertThat(browser.find("html").getDomAttribute("data-bs-theme")).isEqualTo("dark");
        browser.find("[data-theme-switch]").click();
        assertThat(browser.find("html").getDomAttribute("data-bs-theme")).isEqualTo("light");
    }

    @Test
    void the_keyboard_leads_to_the_search_and_to_pages() {
        browser.go("/admin");
        browser.find("body").sendKeys("/");
        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("find");
        browser.go("/admin");
        var before = browser.find("html");
        browser.find("body").sendKeys("g", "m");
        new org.openqa.selenium.support.ui.WebDriverWait(browser.driver(), Duration.ofSeconds(30))
                .until(org.openqa.selenium.support.ui.ExpectedConditions.stalenessOf(before));
        assertThat(browser.path()).isEqualTo("/admin/merchants");
    }

    @Test
    void what_must_be_told_to_vtex_is_copied_by_a_click() {
        var shop = shops.open();
        browser.go("/admin/affiliations/" + shop.affiliation().id());
        browser.mayCopy();
        browser.find("[data-copy]").click();
        browser.until("[data-copy]", "Copied");
    }
}
