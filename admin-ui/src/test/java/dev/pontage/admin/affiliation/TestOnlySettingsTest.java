package dev.pontage.admin.affiliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The sandbox's faults are for affiliations of the test environment, and for nobody else. */
@AdminTest
class TestOnlySettingsTest {
    private final Shops shops;
    private final Web web;
    private final Api api;

    TestOnlySettingsTest(People people, Shops shops) {
        this.shops = shops;
        this.web = people.join(Role.ADMINISTRATOR).web();
        this.api = people.script();
    }

    private Api.Reply create(Shops.Shop beside, String environment, String settings) {
        return api.post("/api/v1/affiliations", """
                {"tenantId":"%s","connectorId":"%s","plugin":"sandbox","environment":"%s","settings":%s}""".formatted(
                        beside.slug(), beside.affiliation().connector(), environment, settings));
    }

    private Map<String, String> form(Shops.Shop beside, String environment) {
        var fields = new HashMap<String, String>();
        fields.put("tenant", beside.slug());
        fields.put("connector", beside.affiliation().connector());
        fields.put("plugin", "sandbox");
        fields.put("environment", environment);
        fields.put("once", UUID.randomUUID().toString());
        fields.put("s.latencyMillis", "0");
        fields.put("s.faults", "drop=5");
        return fields;
    }

    @Test
    void scripts_set_faults_for_test_and_are_refused_for_live_with_all_that_is_wrong() {
        var shop = shops.open();
        var test = create(shop, "test", "{\"faults\":\"drop=5\",\"latencyMillis\":\"20\"}");
        assertThat(test.status()).isEqualTo(201);

        var live =
                create(shop, "live", "{\"faults\":\"drop=5\",\"latencyMillis\":\"20\",\"pixPaidAfterSeconds\":\"x\"}");

        assertThat(live.status()).isEqualTo(422);
        assertThat(live.response().body())
                .contains("\"faults\"", "\"latencyMillis\"", "\"pixPaidAfterSeconds\"")
                .contains("Only in the test environment.", "Write a whole number.");
    }

    @Test
    void a_live_affiliation_cannot_be_given_faults_afterwards() {
        var shop = shops.open();
        var id = create(shop, "live", "{}").text("id");
        var path = "/api/v1/affiliations/" + id + "/settings";

        assertThat(api.put(path, "{\"faults\":\"drop=5\"}").status()).isEqualTo(422);
        assertThat(api.put(path, "{\"faults\":\"\",\"latencyMillis\":\"0\"}").status())
                .isEqualTo(200);
        assertThat(web.get("/admin/affiliations/" + id).body())
                .contains("s.webhookSecret")
                .doesNotContain("s.faults", "s.latencyMillis");
    }

    @Test
    void the_form_takes_faults_for_test_and_says_so_beside_the_field_for_live() {
        var shop = shops.open();
        var page = web.get("/admin/affiliations/new?tenant=" + shop.slug() + "&choice="
                + shop.affiliation().connector() + "/sandbox");
        assertThat(page.body()).contains("s.faults", "data-only-if=\"environment=test\"");

        assertThat(web.post("/admin/affiliations", form(shop, "live")).text())
                .contains("Only in the test environment.");
        assertThat(web.post("/admin/affiliations", form(shop, "test")).text())
                .doesNotContain("Only in the test environment.");
        assertThat(web.get("/admin/affiliations/" + shop.affiliation().id()).body())
                .contains("s.faults");
    }
}
