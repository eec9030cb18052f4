package dev.pontage.admin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page that VTEX sends a merchant's browser to, seen by those who need no invitation. */
@AdminTest
class ConnectScreensTest {
    private final People people;
    private final Shops shops;

    ConnectScreensTest(People people, Shops shops) {
        this.people = people;
        this.shops = shops;
    }

    @Test
    void an_administrator_who_is_logged_in_chooses_the_merchant_and_fills_in_its_settings() {
        var shop = shops.open();
        var page = people.join(Role.ADMINISTRATOR).web().get(shops.connect(shop));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<option value=\"" + shop.slug() + "\"", "name=\"s.pixPaidAfterSeconds\"");
    }

    @Test
    void what_an_administrator_filled_in_wrongly_is_said_beside_its_field() {
        var shop = shops.open();
        var web = people.join(Role.ADMINISTRATOR).web();
        var address = shops.connect(shop);
        web.get(address);
        var page = web.post(
                address, Map.of("plugin", "sandbox", "merchant", shop.slug(), "s.pixPaidAfterSeconds", "soon"));
        assertThat(page.text()).contains("Write a whole number.");
        assertThat(page.body()).contains("value=\"soon\"");
    }

    @Test
    void a_member_of_the_staff_who_may_not_connect_is_asked_for_an_invitation() {
        var page = people.join(Role.VIEWER).web().get(shops.connect(shops.open()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"code\"").doesNotContain("pixPaidAfterSeconds");
    }
}
