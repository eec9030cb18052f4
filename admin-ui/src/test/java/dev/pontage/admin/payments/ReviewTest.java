package dev.pontage.admin.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.payment.Payment;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What waits for a person, and what the person says of it. */
@AdminTest
class ReviewTest {
    private final Shops shops;
    private final Web web;
    private final Api api;

    ReviewTest(People people, Shops shops) {
        this.shops = shops;
        this.web = people.join(Role.OPERATOR).web();
        this.api = people.script();
    }

    private static String path(Payment payment) {
        return "/admin/payments/" + payment.id();
    }

    private String read(Payment payment) {
        return shops.find(payment.key()).review().orElse("");
    }

    /** VTEX repeats it with another value each time, which a person has to look at. */
    private Payment flagged(Shops.Shop shop, String key) {
        shops.pay(shop, key, Shops.GOOD_CARD, "40.00");
        return shops.pay(shop, key, Shops.GOOD_CARD, "41.00");
    }

    @Test
    void only_the_reason_that_was_read_is_closed_and_nothing_typed_is_lost() {
        var payment = flagged(shops.open(), UUID.randomUUID().toString());
        var later = read(payment);
        assertThat(web.get(path(payment)).body()).contains("name=\"read\"");

        var page = web.post(
                path(payment) + "/review", Map.of("read", "what stood there before", "reason", "seen in their list"));
        assertThat(page.text()).contains("Nothing was closed: since you read this");
        assertThat(page.body()).contains("value=\"seen in their list\"");
        assertThat(read(payment)).isEqualTo(later);

        assertThat(web.post(path(payment) + "/review", Map.of("read", later, "reason", "seen in their list"))
                        .text())
                .contains("Marked as reviewed.", "seen in their list");
        assertThat(read(payment)).isEmpty();
    }

    @Test
    void a_script_may_say_what_it_has_read() {
        var payment = flagged(shops.open(), UUID.randomUUID().toString());
        var path = "/api/v1/payments/" + payment.key() + "/reviews";
        assertThat(api.post(path, "{\"reason\":\"seen\",\"review\":\"something else\"}")
                        .status())
                .isEqualTo(409);
        assertThat(read(payment)).isNotEmpty();
        assertThat(api.post(path, "{\"reason\":\"seen\"}").status()).isEqualTo(200);
        assertThat(read(payment)).isEmpty();
    }
}
