package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The part of the admin API that scripts rely on, word for word. */
@AdminTest
class ApiContractTest {
    private final People people;
    private final Shops shops;
    private final Api api;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    ApiContractTest(People people, Shops shops) {
        this.people = people;
        this.shops = shops;
        this.api = people.script();
    }

    private Api.Reply tenant(String id) {
        return api.post("/api/v1/tenants", "{\"id\":\"%s\",\"name\":\"My Store\"}".formatted(id));
    }

    private Api.Reply connector(String id) {
        return api.post(
                "/api/v1/connectors",
                "{\"id\":\"%s\",\"displayName\":\"Acme Pay\",\"plugins\":[\"sandbox\"]}".formatted(id));
    }

    private Api.Reply affiliation(String tenant, String connector, String plugin) {
        return api.post("/api/v1/affiliations", """
                {"tenantId":"%s","connectorId":"%s","plugin":"%s","environment":"test","displayName":"Sandbox",
                 "settings":{"pixPaidAfterSeconds":3}}""".formatted(tenant, connector, plugin));
    }

    @Test
    void a_tenant_is_made_once() {
        var id = "t-" + mark;
        assertThat(tenant(id).status()).isEqualTo(201);
        assertThat(tenant(id).status()).isEqualTo(409);
        assertThat(api.get("/api/v1/tenants/" + id).text("name")).isEqualTo("My Store");
    }

    @Test
    void a_tenants_limits_are_replaced_and_bad_ones_are_named() {
        tenant("l-" + mark);
        var path = "/api/v1/tenants/l-" + mark + "/limits";
        var set = api.put(path, "{\"requestsPerSecond\":50,\"burst\":100,\"maxConcurrent\":20}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().path("burst").asInt()).isEqualTo(100);

        var bad = api.put(path, "{\"requestsPerSecond\":0,\"burst\":-1}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body().path("errors").values())
                .extracting(it -> it.path("field").asString())
                .containsExactlyInAnyOrder("requestsPerSecond", "burst");
        assertThat(api.get("/api/v1/tenants/l-" + mark)
                        .body()
                        .at("/limits/requestsPerSecond")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void a_connector_is_made_once_with_every_method_of_its_plugins_on() {
        var made = connector("c-" + mark);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("paymentMethods").values())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.path("enabled").asBoolean()).isTrue());
        assertThat(made.text("serviceUrl")).endsWith("/ppp/c-" + mark);
        assertThat(connector("c-" + mark).status()).isEqualTo(409);
    }

    @Test
    void a_connectors_methods_are_switched_off_and_the_manifest_follows() {
        connector("m-" + mark);
        var off = api.put(
                "/api/v1/connectors/m-" + mark + "/payment-methods",
                "[{\"name\":\"Pix\",\"enabled\":false,\"allowsSplit\":\"disabled\"}]");
        assertThat(off.status()).isEqualTo(200);
        var manifest = people.script("").get("/ppp/m-" + mark + "/manifest").body();
        assertThat(manifest.path("paymentMethods").values())
                .extracting(it -> it.path("name").asString())
                .isNotEmpty()
                .doesNotContain("Pix");
    }

    @Test
    void an_affiliation_comes_with_a_key_and_a_token_that_is_shown_once() {
        tenant("a-" + mark);
        connector("a-" + mark);
        var made = affiliation("a-" + mark, "a-" + mark, "sandbox");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("appKey")).isNotBlank();
        assertThat(made.text("appToken")).isNotBlank();
        assertThat(made.text("serviceUrl")).endsWith("/ppp/a-" + mark);
        assertThat(made.text("webhookUrl")).contains("/hooks/");

        var read = api.get("/api/v1/affiliations/" + made.text("id"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().has("appToken")).isFalse();
        assertThat(read.response().body()).doesNotContain(made.text("appToken"));
    }

    @Test
    void a_plugin_that_the_connector_does_not_list_is_refused() {
        tenant("p-" + mark);
        connector("p-" + mark);
        var refused = affiliation("p-" + mark, "p-" + mark, "fields");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void a_secret_never_comes_back() {
        var shop = shops.open("fields", Map.of("merchantCode", "M1", "apiKey", "s3cret-of-the-acquirer"));
        var read = api.get("/api/v1/affiliations/" + shop.affiliation().id());
        assertThat(read.response().body()).doesNotContain("s3cret");
        assertThat(read.body().at("/settings/apiKey/set").asBoolean()).isTrue();
        assertThat(read.body().at("/settings/apiKey/changedBy").asString()).isEqualTo("a test");
        assertThat(read.body().at("/settings/merchantCode").asString()).isEqualTo("M1");
    }

    @Test
    void a_rotated_key_is_new_and_the_old_one_works_until_its_grace_ends() {
        var shop = shops.open();
        var path = "/api/v1/affiliations/" + shop.affiliation().id() + "/credentials";
        var rotated = api.post(path, "{\"graceSeconds\":86400}");
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(rotated.text("appKey")).isNotEqualTo(shop.credential().appKey());
        assertThat(shops.pay(shop, Shops.GOOD_CARD, "12.00").status().word()).isEqualTo("approved");
        assertThat(api.post(path, "{\"graceSeconds\":-1}").status()).isEqualTo(422);
    }

    @Test
    void delays_out_of_range_are_refused_with_a_reason() {
        var shop = shops.open();
        var path = "/api/v1/affiliations/" + shop.affiliation().id() + "/payment-methods";
        var good = api.put(path, """
                [{"name":"Pix","enabled":true,"delayToCancel":1800,"delayToAutoSettle":21600,
                  "delayToAutoSettleAfterAntifraud":1800}]""");
        assertThat(good.status()).isEqualTo(200);
        var bad = api.put(path, "[{\"name\":\"Pix\",\"delayToCancel\":10}]");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.text("detail")).contains("Pix").contains("900");
        assertThat(api.put(path, "[{\"name\":\"Pix\",\"delayToCancel\":1800.5}]")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_payment_is_listed_and_read_with_its_story() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "25.90");
        var listed = api.get("/api/v1/payments?tenantId=" + shop.slug());
        assertThat(listed.body().path("items").values()).hasSize(1);

        var one = api.get("/api/v1/payments/" + payment.key()).body();
        assertThat(one.path("value").decimalValue()).isEqualByComparingTo("25.90");
        assertThat(one.path("status").asString()).isEqualTo("approved");
        assertThat(one.path("state").asString()).isEqualTo("authorized");
        assertThat(one.path("tid").asString()).isNotBlank();
        assertThat(one.path("inDoubt").asBoolean()).isFalse();
        assertThat(one.path("timeline").values())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.path("lane").asString()).isIn("vtex", "engine", "acquirer"));
        assertThat(one.path("callbacks").isArray()).isTrue();
    }

    @Test
    void pages_follow_a_cursor_to_the_end_without_a_gap() {
        var shop = shops.open();
        for (var i = 0; i < 5; i++) {
            shops.pay(shop, Shops.GOOD_CARD, "1" + i + ".00");
        }
        var seen = new java.util.ArrayList<String>();
        var path = "/api/v1/payments?limit=2&tenantId=" + shop.slug();
        var page = api.get(path).body();
        while (true) {
            page.path("items")
                    .values()
                    .forEach(it -> seen.add(it.path("paymentId").asString()));
            var next = page.path("nextCursor").asString("");
            if (next.isEmpty()) {
                break;
            }
            page = api.get(path + "&cursor=" + next).body();
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void a_cursor_that_no_page_gave_is_refused_and_not_taken_for_the_end() {
        var shop = shops.open();
        shops.pay(shop, Shops.GOOD_CARD, "1.00");
        shops.pay(shop, Shops.GOOD_CARD, "2.00");
        var path = "/api/v1/payments?limit=1&tenantId=" + shop.slug() + "&cursor=";
        var given = api.get(path.replace("&cursor=", "")).text("nextCursor");
        assertThat(api.get(path + given).status()).isEqualTo(200);
        assertThat(api.get(path + "-" + given).status()).isEqualTo(200);

        var tampered = given.substring(0, 31) + (given.endsWith("0") ? "1" : "0");
        for (var wrong :
                List.of("", "abc", "0".repeat(32), given.toUpperCase(Locale.ROOT) + "A", "--" + given, tampered)) {
            var reply = api.get(path + wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(422);
            assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("cursor");
        }
    }

    @Test
    void a_search_is_narrowed_by_what_a_payment_is_like() {
        var shop = shops.open();
        shops.pay(shop, Shops.GOOD_CARD, "12.00");
        shops.pay(shop, Shops.SLOW_CARD, "130.00");
        var base = "/api/v1/payments?tenantId=" + shop.slug() + "&paymentMethod=Visa&affiliationId="
                + shop.affiliation().id();
        for (var narrow : new String[] {"&valueFrom=100", "&state=pending", "&valueFrom=130&valueTo=130.00"}) {
            assertThat(api.get(base + narrow).body().path("items").values())
                    .as(narrow)
                    .hasSize(1)
                    .allSatisfy(it -> assertThat(it.path("value").asInt()).isEqualTo(130));
        }
        assertThat(api.get(base + "&code=51").body().path("items").values()).isEmpty();
        assertThat(api.get(base + "&state=lost").status()).isEqualTo(422);
    }

    @Test
    void the_same_id_at_two_merchants_is_a_conflict_until_one_is_named() {
        var key = "SAME" + mark.toUpperCase(java.util.Locale.ROOT);
        var one = shops.open();
        var two = shops.open();
        shops.pay(one, key, Shops.GOOD_CARD, "10.00");
        shops.pay(two, key, Shops.GOOD_CARD, "20.00");
        var both = api.get("/api/v1/payments/" + key);
        assertThat(both.status()).isEqualTo(409);
        assertThat(both.body().path("affiliations").values()).hasSize(2);
        var named = api.get("/api/v1/payments/" + key + "?affiliationId="
                + two.affiliation().id());
        assertThat(named.body().path("value").decimalValue()).isEqualByComparingTo("20.00");
        assertThat(api.get("/api/v1/payments/" + key + "?tenantId=" + one.slug())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_callback_is_sent_again_on_demand() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "10.00");
        assertThat(api.post("/api/v1/payments/" + payment.key() + "/callbacks", "")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_payment_that_is_not_decided_has_no_callback_to_send_again() {
        var payment = shops.pay(shops.open(), Shops.SLOW_CARD, "10.00");
        var reply = api.post("/api/v1/payments/" + payment.key() + "/callbacks", "");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().toString()).contains("not decided yet");
    }

    @Test
    void the_plugins_are_told_with_their_schema() {
        var plugins = api.get("/api/v1/plugins").body();
        var fields = plugins.valueStream()
                .filter(it -> it.path("id").asString().equals("fields"))
                .findFirst()
                .orElseThrow();
        assertThat(fields.path("version").asString()).isEqualTo("1.2.3");
        assertThat(fields.path("capabilities").get(0).asString()).isEqualTo("CANCEL");
        assertThat(fields.path("settings").get(0).path("key").asString()).isEqualTo("merchantCode");
    }

    @Test
    void every_error_is_a_problem_document() {
        assertThat(api.get("/api/v1/tenants/nobody").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/tenants", "{").status()).isEqualTo(400);
        assertThat(api.post("/api/v1/tenants", "{}").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/affiliations/not-a-uuid").status()).isEqualTo(422);
        for (var path : new String[] {"/api/v1/tenants/nobody", "/api/v1/nothing", "/api/v1/affiliations/x"}) {
            assertThat(api.get(path).response().headers().firstValue("Content-Type"))
                    .as(path)
                    .hasValue("application/problem+json");
        }
    }

    @Test
    void a_wrong_token_is_told_how_to_send_a_right_one() {
        var reply = people.script("not-a-token").get("/api/v1/tenants");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.response().headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(reply.text("detail")).contains("Authorization: Bearer");
    }
}
