package dev.pontage.admin.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.ApiTokens;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AdminTest
class PlatformScreensTest {
    private final People people;
    private final Shops shops;
    private final ApiTokens tokens;
    private final Clock clock;
    private final Web web;

    PlatformScreensTest(People people, Shops shops, ApiTokens tokens, Clock clock) {
        this.clock = clock;
        this.people = people;
        this.shops = shops;
        this.tokens = tokens;
        this.web = people.join(Role.ADMINISTRATOR).web();
    }

    @Test
    void a_token_is_made_for_one_merchant_shown_once_and_revoked() {
        var shop = shops.open();
        var name = "night job " + UUID.randomUUID();
        var fields = Map.of(
                "name",
                name,
                "role",
                "VIEWER",
                "tenant",
                shop.slug(),
                "once",
                UUID.randomUUID().toString());
        var token = web.post("/admin/tokens", fields).find("<code>(pt_[^<]+)</code>");
        assertThat(people.script(token).get("/api/v1/tenants").body().values()).hasSize(1);
        assertThat(web.get("/admin/tokens").body()).contains(name).doesNotContain(token);
        assertThat(web.post("/admin/tokens", fields).text()).contains("nothing was done a second time");

        var id = tokens.list().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        web.post("/admin/tokens/" + id + "/revocation", Map.of());
        assertThat(people.script(token).get("/api/v1/tenants").status()).isEqualTo(401);
    }

    @Test
    void a_token_without_a_name_or_for_nobody_is_refused_beside_the_field() {
        assertThat(web.post("/admin/tokens", Map.of("name", " ")).text()).contains("Fill this in.");
        var unknown = web.post("/admin/tokens", Map.of("name", "kept name", "tenant", "nobody-here"));
        assertThat(unknown.text()).contains("There is no such merchant.");
        assertThat(unknown.body()).contains("value=\"kept name\"");
    }

    @Test
    void the_trail_is_read_page_by_page_and_by_person() {
        var other = people.join(Role.VIEWER);
        assertThat(web.get("/admin/audit?who=" + other.email()).text()).contains("staff.join", other.email());
        assertThat(web.get("/admin/audit?what=login").text()).contains("login");
        assertThat(web.get("/admin/audit?who=nobody-at-all").text()).contains("Nothing fits.");
        var mine = "/admin/audit?who=" + other.email();
        var day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        assertThat(web.get(mine + "&from=" + day + "&to=" + day).text()).contains("staff.join");
        assertThat(web.get(mine + "&from=" + day.plusDays(1)).text()).contains("Nothing fits.");
        assertThat(web.get(mine + "&to=" + day.minusDays(1)).text()).contains("Nothing fits.");
        assertThat(web.get(mine + "&tenant=nobody-here").text()).contains("Nothing fits.");
    }

    @Test
    void the_trail_of_a_merchant_is_read_alone() {
        var shop = shops.open();
        web.post("/admin/merchants/" + shop.slug() + "/suspension", Map.of("suspended", "true", "typed", shop.slug()));
        web.post("/admin/merchants/" + shop.slug() + "/suspension", Map.of("suspended", "false"));
        assertThat(web.get("/admin/audit?tenant=" + shop.slug()).text())
                .contains(shop.slug())
                .doesNotContain("staff.join", "Nothing fits.");
    }

    @Test
    void plugins_say_what_they_can_and_why_a_jar_was_refused() {
        assertThat(web.get("/admin/plugins").text())
                .contains(
                        "sandbox 1.0.0",
                        "fields 1.2.3",
                        "cancel what it never answered",
                        "broken.jar",
                        "It has no descriptor",
                        "ready");
    }

    @Test
    void limits_of_all_merchants_stand_side_by_side() {
        var shop = shops.open();
        assertThat(web.get("/admin/limits").body()).contains("/admin/merchants/" + shop.slug());
    }

    @Test
    void a_holiday_is_added_struck_out_and_put_back() {
        assertThat(web.get("/admin/holidays?year=2027").text()).contains("2027-09-07", "national holiday");
        web.post("/admin/holidays", Map.of("day", "2027-09-07", "name", "Independence", "off", "true"));
        var added = web.post("/admin/holidays", Map.of("day", "2027-07-09", "name", "Revolution of 1932"));
        assertThat(added.text()).contains("Revolution of 1932", "a business day, staff decided", "Saved.");
        var year = people.script().get("/api/v1/holidays?year=2027").body();
        assertThat(year.has("2027-09-07")).isFalse();
        assertThat(year.path("2027-07-09").asString()).isEqualTo("Revolution of 1932");

        web.post("/admin/holidays/2027-09-07/removal", Map.of());
        web.post("/admin/holidays/2027-07-09/removal", Map.of());
        var after = people.script().get("/api/v1/holidays?year=2027").body();
        assertThat(after.has("2027-09-07")).isTrue();
        assertThat(after.has("2027-07-09")).isFalse();
    }

    @Test
    void a_day_that_is_none_is_said_beside_its_field() {
        var page = web.post("/admin/holidays", Map.of("day", "the 9th", "name", "Kept"));
        assertThat(page.text()).contains("Write a day");
        assertThat(page.body()).contains("value=\"Kept\"");
    }
}
