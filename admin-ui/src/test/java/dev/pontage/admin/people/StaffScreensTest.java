package dev.pontage.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.staff.Staff;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AdminTest
class StaffScreensTest {
    private final People people;
    private final Shops shops;
    private final Staff staff;
    private final People.Someone boss;

    StaffScreensTest(People people, Shops shops, Staff staff) {
        this.people = people;
        this.shops = shops;
        this.staff = staff;
        this.boss = people.join(Role.ADMINISTRATOR);
    }

    private UUID id(People.Someone who) {
        return staff.list().stream()
                .filter(it -> it.email().equals(who.email()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private boolean isInside(Web web) {
        return web.get("/admin").path().equals("/admin");
    }

    @Test
    void somebody_is_invited_for_one_merchant() {
        var shop = shops.open();
        var form = Map.of(
                "role",
                "OPERATOR",
                "tenant",
                shop.slug(),
                "once",
                UUID.randomUUID().toString());
        var page = boss.web().post("/admin/staff/invitation", form);
        var link = page.find("(/admin/first\\?token=[^<\"]+)<");
        assertThat(people.browser().get(link).text()).contains("Welcome to Pontage");
        assertThat(boss.web().post("/admin/staff/invitation", form).text())
                .contains("nothing was done a second time")
                .doesNotContain("/admin/first?token=");
        assertThat(boss.web()
                        .post("/admin/staff/invitation", Map.of("tenant", "nobody-here"))
                        .text())
                .contains("There is no such merchant.");
    }

    @Test
    void somebody_is_given_several_merchants_and_reaches_those_and_no_other() {
        var one = shops.open();
        var two = shops.open();
        var other = shops.open();
        var who = people.join(Role.VIEWER);
        boss.web()
                .post(
                        "/admin/staff/" + id(who) + "/role",
                        Map.of("role", "OPERATOR", "tenant", one.slug() + ", " + two.slug()));
        var member = staff.find(id(who)).orElseThrow();
        assertThat(member.everyTenant()).isFalse();
        assertThat(member.tenants()).containsExactlyInAnyOrder(one.tenantId(), two.tenantId());
        var web = people.login(who);
        assertThat(web.get("/admin/merchants").text())
                .contains(one.slug(), two.slug())
                .doesNotContain(other.slug());
        assertThat(web.get("/admin/merchants/" + two.slug()).status()).isEqualTo(200);
        assertThat(web.get("/admin/merchants/" + other.slug()).status()).isEqualTo(404);
        // The list begins with who comes after the cursor.
        assertThat(boss.web()
                        .get("/admin/staff?cursor="
                                + who.email().substring(0, who.email().length() - 1))
                        .body())
                .contains(Stream.of(one.slug(), two.slug()).sorted().collect(Collectors.joining(", ")));
    }

    @Test
    void a_merchant_that_there_is_not_is_named_and_what_was_typed_stays() {
        var shop = shops.open();
        var who = people.join(Role.VIEWER);
        var page = boss.web()
                .post(
                        "/admin/staff/" + id(who) + "/role",
                        Map.of("role", "OPERATOR", "tenant", shop.slug() + " nobody-here"));
        assertThat(page.text()).contains("nobody-here: There is no such merchant.");
        assertThat(page.body()).contains("value=\"" + shop.slug() + " nobody-here\"");
        assertThat(staff.find(id(who)).orElseThrow().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void a_person_is_logged_out_everywhere_at_once() {
        var who = people.join(Role.VIEWER);
        var second = people.login(who);
        assertThat(isInside(second)).isTrue();
        boss.web().post("/admin/staff/" + id(who) + "/sessions", Map.of());
        assertThat(isInside(who.web())).isFalse();
        assertThat(isInside(second)).isFalse();
    }

    @Test
    void another_role_ends_the_sessions_of_the_old_one() {
        var who = people.join(Role.ADMINISTRATOR);
        assertThat(isInside(who.web())).isTrue();
        boss.web().post("/admin/staff/" + id(who) + "/role", Map.of("role", "VIEWER"));
        assertThat(isInside(who.web())).isFalse();
        assertThat(staff.find(id(who)).orElseThrow().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void whoever_is_removed_is_out_at_once_and_cannot_come_back() {
        var who = people.join(Role.VIEWER);
        boss.web().post("/admin/staff/" + id(who) + "/removal", Map.of());
        assertThat(isInside(who.web())).isFalse();
        var again = people.browser();
        again.get("/admin/login");
        assertThat(again.post("/admin/login", Map.of("email", who.email(), "password", People.PASSWORD))
                        .path())
                .isEqualTo("/admin/login");
    }

    @Test
    void a_lost_second_factor_is_set_up_anew_at_the_next_login() {
        var who = people.join(Role.VIEWER);
        boss.web().post("/admin/staff/" + id(who) + "/factor", Map.of());
        assertThat(isInside(who.web())).isFalse();
        var web = people.browser();
        web.get("/admin/login");
        var enrol = web.post("/admin/login", Map.of("email", who.email(), "password", People.PASSWORD));
        var secret = enrol.find("id=\"secret\"[^>]*>([A-Z2-7 ]+)<").replace(" ", "");
        assertThat(secret).isNotEqualTo(who.secret());
        assertThat(web.post("/admin/second-factor", Map.of("code", people.code(secret)))
                        .text())
                .contains("recovery codes");
    }

    @Test
    void nobody_changes_themselves() {
        var page = boss.web().post("/admin/staff/" + id(boss) + "/role", Map.of("role", "VIEWER"));
        assertThat(page.text()).contains("You cannot change yourself.");
        boss.web().post("/admin/staff/" + id(boss) + "/removal", Map.of());
        assertThat(staff.find(id(boss))).isPresent();
    }

    @Test
    void a_session_is_listed_and_ended_from_elsewhere() {
        var who = people.join(Role.VIEWER);
        var page = boss.web().get("/admin/staff");
        assertThat(page.text()).contains(who.email(), "this browser");
        assertThat(page.body()).doesNotContain(who.web().session());
        var handle = handle(page.body(), who.email());
        boss.web().post("/admin/staff/sessions/" + handle, Map.of());
        assertThat(isInside(who.web())).isFalse();
        assertThat(isInside(boss.web())).isTrue();
    }

    private static String handle(String body, String email) {
        var row = body.substring(0, body.indexOf("Log " + email + " out"));
        var from = row.lastIndexOf("/admin/staff/sessions/") + "/admin/staff/sessions/".length();
        return row.substring(from, row.indexOf('"', from));
    }
}
