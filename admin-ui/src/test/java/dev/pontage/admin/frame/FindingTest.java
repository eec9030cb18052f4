package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.payment.Payments;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** The boxes above lists, and what a person says once they have looked. */
@AdminTest
class FindingTest {
    private final People people;
    private final Shops shops;
    private final Payments payments;
    private final TenantJdbc jdbc;

    FindingTest(People people, Shops shops, Payments payments, @Qualifier("adminJdbc") TenantJdbc jdbc) {
        this.people = people;
        this.shops = shops;
        this.payments = payments;
        this.jdbc = jdbc;
    }

    @Test
    void merchants_and_affiliations_are_found_by_a_piece_of_a_name() {
        var shop = shops.open();
        var other = shops.open();
        var web = people.join(Role.VIEWER).web();
        for (var list : new String[] {"/admin/merchants", "/admin/affiliations"}) {
            assertThat(web.get(list + "?q=" + shop.slug()).body())
                    .as(list)
                    .contains("/admin/merchants/" + shop.slug())
                    .doesNotContain(other.slug());
            assertThat(web.get(list + "?q=no-such-name").text()).as(list).contains("Nothing");
        }
        var connector = shop.affiliation().connector();
        assertThat(web.get("/admin/affiliations?q=" + connector).body())
                .contains(shop.affiliation().id().toString());
    }

    @Test
    void a_payment_that_a_person_has_looked_at_no_longer_asks_for_one() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        TenantScope.of(shop.tenantId())
                .run(() -> jdbc.transact(() -> jdbc.sql(
                                "update payment set review = 'the acquirer says something else' where id = :id and :scope")
                        .param("id", Ids.bytes(payment.id()))
                        .update()));
        var web = people.join(Role.OPERATOR, shop.tenantId()).web();
        assertThat(web.get("/admin/payments/" + payment.id()).text()).contains("the acquirer says something else");
        web.post("/admin/payments/" + payment.id() + "/review", Map.of("reason", "called them, all is well"));
        assertThat(TenantScope.of(shop.tenantId())
                        .call(() -> payments.find(payment.id()))
                        .orElseThrow()
                        .review())
                .isEmpty();
    }
}
