package dev.pontage.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page there is opens, in every language, for a thing that exists. */
@AdminTest
class PagesTest {
    private final RequestMappingHandlerMapping mappings;
    private final People people;
    private final Shops shops;

    PagesTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            People people,
            Shops shops) {
        this.mappings = mappings;
        this.people = people;
        this.shops = shops;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt", "es", "en"})
    void every_page_opens_in_every_language(String language) {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.SLOW_CARD, "10.00");
        var web = people.join(Role.ADMINISTRATOR).web().in(language);
        var webhook = shops.webhook(shop);
        var opened = new ArrayList<String>();
        for (var route : Route.all(mappings)) {
            if (route.isApi()
                    || !route.method().equals("GET")
                    || route.demands().equals("ANYONE")) {
                continue;
            }
            var id = route.path().startsWith("/admin/payments")
                    ? payment.id()
                    : shop.affiliation().id();
            var slug = route.path().startsWith("/admin/connectors")
                    ? shop.affiliation().connector()
                    : shop.slug();
            var path = route.path().replace("{kind}", "cancel");
            path = path.replace("{webhook}", webhook);
            path = new Route("GET", path, "").with(slug, id.toString());
            var page = web.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).doesNotContain("??");
            if (!path.endsWith(".csv")) {
                assertThat(page.body()).as(path).contains("lang=\"" + language + "\"", "<main id=\"main\"", "</html>");
            }
            opened.add(path);
        }
        assertThat(opened).hasSizeGreaterThan(20);
    }

    @Test
    void what_is_not_there_says_so_in_words() {
        var web = people.join(Role.VIEWER).web();
        var page = web.get("/admin/nothing-here");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is no such thing here");
        assertThat(web.get("/admin/payments/not-an-id").status()).isEqualTo(404);
    }
}
