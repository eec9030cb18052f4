package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.ApiTokens;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What scripts do with payments, merchants and one another. */
@AdminTest
class ActionsApiTest {
    private final People people;
    private final Shops shops;
    private final ApiTokens tokens;
    private final Api api;

    ActionsApiTest(People people, Shops shops, ApiTokens tokens) {
        this.people = people;
        this.shops = shops;
        this.tokens = tokens;
        this.api = people.script();
    }

    private Api colleague() {
        return people.script(tokens.make(
                new ApiTokens.Draft("colleague " + UUID.randomUUID(), Role.OPERATOR, true, Set.of(), Optional.empty()),
                "a test"));
    }

    private static String change(String kind, String amount) {
        return "{\"kind\":\"%s\",\"amount\":%s,\"reason\":\"asked for\"}".formatted(kind, amount);
    }

    @Test
    void a_settlement_is_carried_out_once_under_one_key() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        var path = "/api/v1/payments/" + payment.key() + "/changes";
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        for (var i = 0; i < 2; i++) {
            var reply = api.send("POST", path, change("settle", "15.00"), key);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().at("/payment/settledValue").decimalValue()).isEqualByComparingTo("15.00");
        }
        assertThat(shops.find(payment.key()).settled().decimal()).isEqualByComparingTo("15.00");
    }

    @Test
    void a_change_that_cannot_be_is_refused_with_the_field() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        var path = "/api/v1/payments/" + payment.key() + "/changes";
        assertThat(api.post(path, change("settle", "40.01")).status()).isEqualTo(422);
        assertThat(api.post(path, change("refund", "1")).status()).isEqualTo(422);
        assertThat(api.post(path, change("burn", "1")).status()).isEqualTo(422);
        assertThat(api.post(path, "{\"kind\":\"cancel\"}").status()).isEqualTo(422);
    }

    @Test
    void much_money_waits_for_the_word_of_another() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "9000.00");
        var asked = api.post("/api/v1/payments/" + payment.key() + "/changes", change("settle", "9000.00"));
        assertThat(asked.status()).isEqualTo(202);
        var path = "/api/v1/approvals/" + asked.text("approvalId");
        assertThat(api.get("/api/v1/approvals").response().body()).contains(payment.key());
        assertThat(api.post(path, "{\"agreed\":true}").status()).isEqualTo(409);
        assertThat(shops.find(payment.key()).settled().minor()).isZero();

        var second = colleague();
        assertThat(second.post(path, "{\"agreed\":true}").status()).isEqualTo(200);
        assertThat(shops.find(payment.key()).settled().decimal()).isEqualByComparingTo("9000.00");
        assertThat(second.post(path, "{\"agreed\":true}").status()).isEqualTo(409);
    }

    @Test
    void the_acquirer_is_asked_and_a_payment_marked_as_looked_at() {
        var payment = shops.pay(shops.open(), Shops.SLOW_CARD, "12.00");
        var path = "/api/v1/payments/" + payment.key();
        assertThat(api.post(path + "/inquiries", "").text("paymentId")).isEqualTo(payment.key());
        assertThat(api.post(path + "/reviews", "{}").status()).isEqualTo(422);
        assertThat(api.post(path + "/reviews", "{\"reason\":\"seen\"}").status())
                .isEqualTo(200);
    }

    @Test
    void a_merchant_a_connector_and_an_affiliation_are_stopped_and_resumed() {
        var shop = shops.open();
        var affiliation = "/api/v1/affiliations/" + shop.affiliation().id();
        for (var path : new String[] {
            "/api/v1/tenants/" + shop.slug(),
            "/api/v1/connectors/" + shop.affiliation().connector(),
            affiliation
        }) {
            api.put(path + "/suspension", "{\"suspended\":true}");
            assertThat(api.get(affiliation).body().path("suspended").asBoolean())
                    .as(path)
                    .isTrue();
            api.put(path + "/suspension", "{\"suspended\":false}");
            assertThat(api.get(affiliation).body().path("suspended").asBoolean())
                    .as(path)
                    .isFalse();
            assertThat(api.put(path + "/suspension", "{}").status()).isEqualTo(422);
        }
    }

    @Test
    void settings_are_changed_and_a_secret_that_is_left_out_stays() {
        var shop = shops.open("fields", Map.of("merchantCode", "M1", "apiKey", "s3cret-one"));
        var path = "/api/v1/affiliations/" + shop.affiliation().id();
        var changed = api.put(path + "/settings", "{\"merchantCode\":\"M2\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/settings/merchantCode").asString()).isEqualTo("M2");
        assertThat(changed.body().at("/settings/apiKey/set").asBoolean()).isTrue();
    }

    @Test
    void a_new_version_is_tried_and_taken_back() {
        var shop = shops.open("fields", Map.of("merchantCode", "M1", "apiKey", "s3cret-one"));
        var path = "/api/v1/affiliations/" + shop.affiliation().id() + "/rollout";
        assertThat(api.put(path, "{\"version\":\"1.2.3\",\"percent\":101}").status())
                .isEqualTo(422);
        var begun = api.put(path, "{\"version\":\"1.2.3\",\"percent\":10}");
        assertThat(begun.body().path("from").asString()).isEqualTo("1.1.0");
        assertThat(api.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
        assertThat(api.get(path).response().body()).isIn("", "null");
    }

    @Test
    void a_token_is_made_for_a_merchant_and_revoked() {
        var shop = shops.open();
        var name = "api " + UUID.randomUUID();
        var made = api.post("/api/v1/tokens", "{\"name\":\"%s\",\"tenantIds\":[\"%s\"]}".formatted(name, shop.slug()));
        assertThat(made.status()).isEqualTo(201);
        var script = people.script(made.text("token"));
        assertThat(script.get("/api/v1/tenants").body().values()).hasSize(1);
        assertThat(api.get("/api/v1/tokens").response().body()).contains(name).doesNotContain(made.text("token"));
        assertThat(api.post("/api/v1/tokens", "{\"name\":\"x\",\"tenantIds\":[]}")
                        .status())
                .isEqualTo(422);
        var id = tokens.list().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(api.send("DELETE", "/api/v1/tokens/" + id, "", Map.of()).status())
                .isEqualTo(204);
        assertThat(script.get("/api/v1/tenants").status()).isEqualTo(401);
    }

    @Test
    void staff_are_listed_and_invited_and_the_trail_says_so() {
        var invited = api.post("/api/v1/staff/invitations", "{\"role\":\"operator\"}");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.text("link")).contains("/admin/first?token=");
        var someone = people.join(Role.VIEWER);
        assertThat(api.get("/api/v1/staff").response().body())
                .contains(someone.email())
                .doesNotContain("password");
        var page = api.get("/api/v1/audit?what=staff.invite").body();
        assertThat(page.path("items").values())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.path("action").asString()).isEqualTo("staff.invite"));
    }

    @Test
    void a_merchants_use_of_its_limits_is_told() {
        var shop = shops.open();
        shops.pay(shop, Shops.GOOD_CARD, "1.00");
        var usage = api.get("/api/v1/tenants/" + shop.slug() + "/usage").body();
        assertThat(usage.valueStream().filter(it -> it.path("work").asString().equals("CREATE")))
                .singleElement()
                .satisfies(it -> assertThat(it.path("admitted").asInt()).isEqualTo(1));
    }
}
