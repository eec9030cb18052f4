package dev.pontage.admin.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.limit.Allowance;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.remote.Breakers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@AdminTest
class LimitsScreenTest {
    private final People people;
    private final Shops shops;
    private final Limits limits;
    private final Breakers breakers;

    LimitsScreenTest(People people, Shops shops, Limits limits, Breakers breakers) {
        this.people = people;
        this.shops = shops;
        this.limits = limits;
        this.breakers = breakers;
    }

    @Test
    void what_is_inside_and_what_was_refused_and_why_stand_beside_the_limit() {
        var shop = shops.open();
        var one = new Allowance(100, 200, 1);
        try (var first = limits.enter(shop.tenantId(), Work.CHANGE, one, Duration.ZERO);
                var second = limits.enter(shop.tenantId(), Work.CHANGE, one, Duration.ZERO)) {
            var text = people.join(Role.VIEWER, shop.tenantId())
                    .web()
                    .get("/admin/limits")
                    .text();
            assertThat(text).contains("settlements, refunds, cancels: 1 of 1", "1 too many at once");
        }
    }

    @Test
    void an_open_breaker_is_shown_to_those_who_may_see_its_merchant() {
        var shop = shops.open();
        var breaker = breakers.of(shop.affiliation().id() + " sandbox");
        for (var i = 0; i < 20; i++) {
            if (breaker.enter()) {
                breaker.failed(Duration.ZERO);
            }
        }
        var own = people.join(Role.VIEWER, shop.tenantId()).web().get("/admin/limits");
        assertThat(own.text()).contains("open: not called", shop.slug() + " › Test");
        var stranger = people.join(Role.VIEWER, shops.open().tenantId()).web();
        assertThat(stranger.get("/admin/limits").text()).doesNotContain(shop.slug());
    }

    @Test
    void merchants_are_found_by_a_part_of_their_name() {
        var shop = shops.open();
        var web = people.join(Role.VIEWER).web();
        assertThat(web.get("/admin/limits?q=" + shop.slug()).body()).contains("/admin/merchants/" + shop.slug());
        assertThat(web.get("/admin/limits?q=no-such-merchant").text()).contains("Nothing found.");
    }
}
