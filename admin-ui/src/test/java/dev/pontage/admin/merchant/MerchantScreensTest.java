package dev.pontage.admin.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.audit.AuditTrail;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AdminTest
class MerchantScreensTest {
    private final Shops shops;
    private final AuditTrail trail;
    private final Web web;
    private final Api api;
    private final String id = "m-" + UUID.randomUUID().toString().substring(0, 8);

    MerchantScreensTest(People people, Shops shops, AuditTrail trail) {
        this.shops = shops;
        this.trail = trail;
        this.web = people.join(Role.ADMINISTRATOR).web();
        this.api = people.script();
    }

    @Test
    void a_merchant_is_created_and_the_trail_says_by_whom() {
        var page = web.post("/admin/merchants", Map.of("id", id, "name", "Casa & Cia"));
        assertThat(page.path()).isEqualTo("/admin/merchants/" + id);
        assertThat(page.text()).contains("Casa & Cia", "Created.");
        assertThat(api.get("/api/v1/tenants/" + id).text("name")).isEqualTo("Casa & Cia");
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("tenant.create");
            assertThat(it.subject()).isEqualTo(id);
            assertThat(it.actor()).endsWith("@psp.example");
            assertThat(it.origin()).isNotBlank();
        });
    }

    @Test
    void what_is_wrong_stands_beside_the_field_and_what_was_typed_stays() {
        var page = web.post("/admin/merchants", Map.of("id", "Not An Id", "name", ""));
        assertThat(page.path()).isEqualTo("/admin/merchants");
        assertThat(page.body()).contains("value=\"Not An Id\"", "aria-invalid=\"true\"");
        assertThat(page.text()).contains("lower-case letters", "Fill this in.", "Nothing was saved yet");
    }

    @Test
    void a_name_that_is_taken_is_said_beside_the_field() {
        web.post("/admin/merchants", Map.of("id", id, "name", "One"));
        var again = web.post("/admin/merchants", Map.of("id", id, "name", "Two"));
        assertThat(again.text()).contains("This is taken.");
        assertThat(api.get("/api/v1/tenants/" + id).text("name")).isEqualTo("One");
    }

    @Test
    void name_zone_and_limits_are_changed() {
        web.post("/admin/merchants", Map.of("id", id, "name", "One"));
        web.post("/admin/merchants/" + id + "/name", Map.of("name", "Two", "timeZone", "America/Bogota"));
        web.post(
                "/admin/merchants/" + id + "/limits",
                Map.of("requestsPerSecond", "7", "burst", "8", "maxConcurrent", "9"));
        var kept = api.get("/api/v1/tenants/" + id).body();
        assertThat(kept.path("name").asString()).isEqualTo("Two");
        assertThat(kept.path("timeZone").asString()).isEqualTo("America/Bogota");
        assertThat(kept.at("/limits/requestsPerSecond").asInt()).isEqualTo(7);
        assertThat(kept.at("/limits/burst").asInt()).isEqualTo(8);
        assertThat(kept.at("/limits/maxConcurrent").asInt()).isEqualTo(9);
        assertThat(kept.at("/limits/reservedPercent").asInt()).isEqualTo(25);
    }

    @Test
    void what_is_left_free_and_the_share_are_changed_by_staff_and_by_scripts() {
        web.post("/admin/merchants", Map.of("id", id, "name", "One"));
        var path = "/admin/merchants/" + id + "/limits";
        var typed = new java.util.HashMap<>(Map.of("requestsPerSecond", "7", "burst", "8", "maxConcurrent", "9"));
        typed.putAll(Map.of("reservedPercent", "91", "share", "0"));
        assertThat(web.post(path, typed).text())
                .contains("Write 0 to 90 percent.", "Write a whole number from 1 to 100.");

        typed.putAll(Map.of("reservedPercent", "40", "share", "3"));
        web.post(path, typed);
        var api = "/api/v1/tenants/" + id;
        var kept = this.api.get(api).body();
        assertThat(kept.at("/limits/reservedPercent").asInt()).isEqualTo(40);
        assertThat(kept.at("/limits/share").asInt()).isEqualTo(3);

        assertThat(this.api
                        .put(api + "/limits", "{\"share\":101,\"reservedPercent\":-1}")
                        .status())
                .isEqualTo(422);
        var set = this.api.put(api + "/limits", "{\"share\":5}").body();
        assertThat(set.path("share").asInt()).isEqualTo(5);
        assertThat(set.path("reservedPercent").asInt()).isEqualTo(40);
    }

    @Test
    void limits_that_are_no_numbers_are_kept_on_the_page_and_refused() {
        web.post("/admin/merchants", Map.of("id", id, "name", "One"));
        var page = web.post(
                "/admin/merchants/" + id + "/limits",
                Map.of("requestsPerSecond", "many", "burst", "0", "maxConcurrent", "9"));
        assertThat(page.body()).contains("value=\"many\"");
        assertThat(page.text()).contains("whole number of at least 1");
        assertThat(api.get("/api/v1/tenants/" + id).body().at("/limits/burst").asInt())
                .isEqualTo(200);
    }

    @Test
    void suspending_asks_for_the_name_and_stops_new_payments() {
        var shop = shops.open();
        var path = "/admin/merchants/" + shop.slug() + "/suspension";
        var hasty = web.post(path, Map.of("suspended", "true", "typed", "wrong"));
        assertThat(hasty.text()).contains("This is not the name asked for");
        assertThat(suspended(shop)).isFalse();

        web.post(path, Map.of("suspended", "true", "typed", shop.slug()));
        assertThat(suspended(shop)).isTrue();
        web.post(path, Map.of("suspended", "false"));
        assertThat(suspended(shop)).isFalse();
    }

    private boolean suspended(Shops.Shop shop) {
        return api.get("/api/v1/tenants/" + shop.slug())
                .body()
                .path("suspended")
                .asBoolean();
    }

    @Test
    void a_viewer_sees_the_page_without_what_changes_it() {
        var shop = shops.open();
        assertThat(web.get("/admin/merchants/" + shop.slug()).body()).contains("/suspension");
    }
}
