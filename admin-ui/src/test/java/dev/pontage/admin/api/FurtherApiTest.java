package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff change on screens is changed by scripts as well, under the same rules. */
@AdminTest
class FurtherApiTest {
    private final People people;
    private final Shops shops;
    private final Api api;

    FurtherApiTest(People people, Shops shops) {
        this.people = people;
        this.shops = shops;
        this.api = people.script();
    }

    @Test
    void a_merchant_is_renamed_and_what_is_left_out_stays() {
        var path = "/api/v1/tenants/" + shops.open().slug();
        assertThat(api.put(path, "{\"name\":\"Casa Nova\"}").text("timeZone")).isEqualTo("America/Sao_Paulo");
        assertThat(api.put(path, "{\"timeZone\":\"America/Bogota\"}").text("name"))
                .isEqualTo("Casa Nova");
        var bad = api.put(path, "{\"timeZone\":\"Mars/Olympus\"}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.text("detail")).contains("Choose a time zone of the list.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a=b", "", " usesSplit"})
    void an_option_of_a_connector_is_named_in_letters_and_digits(String flag) {
        var path = "/api/v1/connectors/" + shops.open().affiliation().connector();
        var reply = api.put(path, "{\"flags\":{\"" + flag + "\":true}}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("flags");
        assertThat(api.get(path).status()).isEqualTo(200);
    }

    @Test
    void a_connector_is_changed_and_keeps_its_callback_keys() {
        var shop = shops.open();
        var path = "/api/v1/connectors/" + shop.affiliation().connector();
        api.put(path, "{\"callbackAppKey\":\"k\",\"callbackAppToken\":\"t\"}");
        var changed = api.put(path, "{\"displayName\":\"Other\",\"flags\":{\"requiresDocument\":true}}");
        assertThat(changed.text("displayName")).isEqualTo("Other");
        assertThat(changed.body().path("callbackKeysSet").asBoolean()).isTrue();
        assertThat(changed.body().at("/flags/requiresDocument").asBoolean()).isTrue();
        assertThat(api.get(path + "/manifest").body().path("paymentMethods").values())
                .isNotEmpty();
    }

    @Test
    void an_affiliation_is_renamed_tried_and_opened_to_the_test_suite() {
        var path = "/api/v1/affiliations/" + shops.open().affiliation().id();
        assertThat(api.put(path, "{\"displayName\":\"Main\"}").text("displayName"))
                .isEqualTo("Main");
        assertThat(api.put(path, "{}").status()).isEqualTo(422);
        assertThat(api.post(path + "/connection-tests", "").body().path("good").asBoolean())
                .isTrue();
        assertThat(api.put(path + "/test-suite", "{\"open\":true}")
                        .body()
                        .path("openToTestSuite")
                        .asBoolean())
                .isTrue();
    }

    private String idOf(String email) {
        return api.get("/api/v1/staff")
                .body()
                .valueStream()
                .filter(it -> it.path("email").asString().equals(email))
                .map(it -> it.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_members_role_is_changed_their_sessions_end_and_then_they_leave() {
        var who = people.join(Role.VIEWER);
        var path = "/api/v1/staff/" + idOf(who.email());
        assertThat(who.web().get("/admin").path()).isEqualTo("/admin");
        assertThat(api.put(path, "{\"role\":\"operator\"}").text("role")).isEqualTo("OPERATOR");
        assertThat(who.web().get("/admin").path()).isEqualTo("/admin/login");
        assertThat(api.send("DELETE", path + "/second-factor", "", Map.of()).status())
                .isEqualTo(204);
        assertThat(api.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/staff").response().body()).doesNotContain(who.email());
    }

    @Test
    void a_member_is_given_several_merchants_and_never_all_of_them_by_an_empty_list() {
        var one = shops.open();
        var two = shops.open();
        var who = people.join(Role.VIEWER);
        var path = "/api/v1/staff/" + idOf(who.email());
        var both = "{\"role\":\"operator\",\"tenantIds\":[\"%s\",\"%s\"]}".formatted(one.slug(), two.slug());
        var changed = api.put(path, both).body();
        assertThat(changed.path("everyTenant").asBoolean()).isFalse();
        assertThat(changed.path("tenants").valueStream().map(it -> it.asString()))
                .containsExactlyInAnyOrder(
                        one.tenantId().toString(), two.tenantId().toString());
        assertThat(api.put(path, "{\"tenantIds\":[]}").status()).isEqualTo(422);
        assertThat(api.put(path, "{\"tenantId\":\"a\",\"tenantIds\":[\"b\"]}").status())
                .isEqualTo(422);
        var unknown = api.put(path, "{\"tenantIds\":[\"" + one.slug() + "\",\"nobody-here\"]}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.response().body()).contains("nobody-here", "tenantIds");
        var link = api.post("/api/v1/staff/invitations", both).text("link");
        assertThat(link).contains("/admin/first?token=");
        assertThat(api.send("DELETE", path + "/sessions", "", Map.of()).status())
                .isEqualTo(204);
    }

    @Test
    void a_session_is_seen_and_ended() {
        var who = people.join(Role.VIEWER);
        var handle = api.get("/api/v1/staff/sessions")
                .body()
                .valueStream()
                .filter(it -> it.path("who").asString().equals(who.email()))
                .map(it -> it.path("handle").asString())
                .findFirst()
                .orElseThrow();
        var path = "/api/v1/staff/sessions/" + handle;
        assertThat(api.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
        assertThat(who.web().get("/admin").path()).isEqualTo("/admin/login");
        assertThat(api.send("DELETE", path, "", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void a_list_goes_on_where_its_link_points() {
        shops.open();
        shops.open();
        for (var list : new String[] {"tenants", "connectors", "affiliations"}) {
            var first = api.get("/api/v1/" + list + "?limit=1");
            assertThat(first.body().values()).as(list).hasSize(1);
            var link = first.response().headers().firstValue("Link").orElseThrow();
            assertThat(link).as(list).endsWith(">; rel=\"next\"");
            var next = URI.create(link.substring(1, link.indexOf('>')));
            var second = api.get(next.getRawPath() + "?" + next.getRawQuery());
            assertThat(second.body().values()).as(list).hasSize(1);
            assertThat(second.body()).as(list).isNotEqualTo(first.body());
        }
    }

    @Test
    void what_waits_is_told_with_the_last_day_and_the_queue() {
        var payment = shops.pay(shops.open(), Shops.SLOW_CARD, "10.00");
        var day = api.get("/api/v1/figures?by=method");
        assertThat(day.status()).isEqualTo(200);
        assertThat(day.body().at("/needing/payments").isNumber()).isTrue();
        assertThat(api.get("/api/v1/figures?by=weather").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/figures?range=century").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/figures?range=month&zone=America/Sao_Paulo")
                        .body()
                        .path("stepHours")
                        .asInt())
                .isEqualTo(24);
        assertThat(api.get("/api/v1/callbacks").body().path("depth").isObject()).isTrue();
        assertThat(api.get("/api/v1/breakers").body().path("items").isArray()).isTrue();
        assertThat(payment.key()).isNotBlank();
    }

    @Test
    void a_webhook_is_read_by_its_id_and_the_look_is_written_down() {
        var shop = shops.open();
        var id = shops.webhook(shop);
        assertThat(api.get("/api/v1/webhooks/" + id).text("id")).isEqualTo(id);
        assertThat(api.get("/api/v1/audit?what=webhook.look").response().body()).contains(id);
    }
}
