package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.tenant.TenantScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

/** Text that is longer than what is kept of it, by script and by form. */
@AdminTest
class TooLongTest {
    private static final String NAME = "x".repeat(201);

    private final Shops shops;
    private final Tenants tenants;
    private final Connectors connectors;
    private final Web web;
    private final Api api;

    TooLongTest(People people, Shops shops, Tenants tenants, Connectors connectors) {
        this.shops = shops;
        this.tenants = tenants;
        this.connectors = connectors;
        this.web = people.join(Role.ADMINISTRATOR).web();
        this.api = people.script();
    }

    private static String mark() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static void refuses(Api.Reply reply, String field, String most) {
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(reply.body().at("/errors/0/message").asString()).isEqualTo("At most " + most + " characters.");
    }

    @Test
    void a_merchants_name() {
        var id = mark();
        refuses(api.post("/api/v1/tenants", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, NAME)), "name", "200");
        var kept = NAME.substring(1);
        assertThat(api.post("/api/v1/tenants", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, kept))
                        .status())
                .isEqualTo(201);
        refuses(api.put("/api/v1/tenants/" + id, "{\"name\":\"" + NAME + "\"}"), "name", "200");
        assertThat(api.get("/api/v1/tenants/" + id).text("name")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "displayName, 201, 200",
        "ownerAccount, 5000, 200",
        "partnerContact, 5000, 200",
        "allowedAccounts, 5000, '2,000'",
        "plugins, 5000, '2,000'",
        "callbackAppKey, 50000, 200",
        "callbackAppToken, 50000, 400"
    })
    void what_is_said_of_a_connector(String field, int length, String most) {
        var fields = new HashMap<>(Map.of(
                "id", "\"c-" + mark() + "\"",
                "plugins", "[\"sandbox\"]",
                "callbackAppKey", "\"key\"",
                "callbackAppToken", "\"token\""));
        var text = "\"" + "y".repeat(length) + "\"";
        fields.put(
                field, fields.getOrDefault(field, "").startsWith("[") || field.endsWith("s") ? "[" + text + "]" : text);

        refuses(api.post("/api/v1/connectors", json(fields)), field, most);
        var path = "/api/v1/connectors/" + shops.open().affiliation().connector();
        refuses(api.put(path, json(fields)), field, most);
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    @Test
    void the_longest_callback_token_is_kept() {
        var path = "/api/v1/connectors/" + shops.open().affiliation().connector();
        var keys = "{\"callbackAppKey\":\"%s\",\"callbackAppToken\":\"%s\"}";
        assertThat(api.put(path, keys.formatted(NAME.substring(1), "€".repeat(400)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_affiliations_name() {
        var shop = shops.open().affiliation();
        var fresh = """
                {"tenantId":"%s","connectorId":"%s","plugin":"sandbox","displayName":"%s"}""";
        var long256 = "z".repeat(256);
        refuses(
                api.post("/api/v1/affiliations", fresh.formatted(shop.tenant(), shop.connector(), long256)),
                "displayName",
                "200");
        refuses(
                api.put("/api/v1/affiliations/" + shop.id(), "{\"displayName\":\"" + NAME + "\"}"),
                "displayName",
                "200");
    }

    @Test
    void an_attestation() {
        var given = """
                {"company":"%s","url":"https://psp.example/%s","assessor":"A","signedOn":"2026-01-02"}""";
        refuses(api.put("/api/v1/attestation", given.formatted(NAME, "")), "company", "200");
        refuses(api.put("/api/v1/attestation", given.formatted("A", "u".repeat(1000))), "url", "1,000");
    }

    @ParameterizedTest
    @CsvSource({
        "post, /api/v1/tenants, name, 200",
        "put, /api/v1/tenants/{id}, name, 200",
        "post, /api/v1/connectors, displayName, 200",
        "put, /api/v1/connectors/{id}, callbackAppToken, 400",
        "post, /api/v1/affiliations, displayName, 200",
        "put, /api/v1/affiliations/{id}, displayName, 200",
        "put, /api/v1/attestation, url, 1000"
    })
    void the_description_says_how_long_a_text_may_be(String verb, String path, String field, int most) {
        var schema = api.get("/api/v1/openapi.json")
                .body()
                .path("paths")
                .path(path)
                .path(verb)
                .at("/requestBody/content/application~1json/schema/properties");
        assertThat(schema.path(field).path("maxLength").asInt()).isEqualTo(most);
    }

    @Test
    void the_forms_say_so_beside_the_field_and_keep_what_was_typed() {
        var shop = shops.open();
        var merchant = Map.of("id", "m-" + mark(), "name", NAME);
        says(web.post("/admin/merchants", merchant), "At most 200 characters.");
        says(web.post("/admin/merchants/" + shop.slug() + "/name", Map.of("name", NAME)), "At most 200 characters.");
        var connector = Map.of("id", "Not one", "displayName", NAME, "plugin", "sandbox");
        says(web.post("/admin/connectors", connector), "At most 200 characters.", "lower-case letters");
        var of = shop.affiliation();
        var edited = web.post("/admin/connectors/" + of.connector() + "/edit", connector);
        says(edited, "At most 200 characters.");
        assertThat(edited.body()).as("the heading is what is kept").doesNotContain("<h1>" + NAME);
        says(
                web.post("/admin/affiliations/" + of.id() + "/name", Map.of("displayName", NAME)),
                "At most 200 characters.");
        var fresh = Map.of(
                "tenant", of.tenant(),
                "connector", of.connector(),
                "plugin", "sandbox",
                "displayName", NAME,
                "once", UUID.randomUUID().toString());
        says(web.post("/admin/affiliations", fresh), "At most 200 characters.");
        says(web.in("pt").post("/admin/merchants", merchant), "No máximo 200 caracteres.");
    }

    private static void says(Web.Page page, String... what) {
        assertThat(page.text()).contains(what);
        assertThat(page.body()).contains("value=\"" + NAME + "\"", "aria-invalid=\"true\"");
    }

    @Test
    void only_what_is_there_already_is_called_so() {
        var mark = mark();
        TenantScope.all().run(() -> {
            assertThatThrownBy(() -> tenants.create(mark, NAME)).isInstanceOf(DataIntegrityViolationException.class);
            var draft = Connector.Draft.of(mark, NAME, List.of("sandbox"));
            assertThatThrownBy(() -> connectors.create(draft)).isInstanceOf(DataIntegrityViolationException.class);
            tenants.create(mark, "One");
            connectors.create(Connector.Draft.of(mark, "One", List.of("sandbox")));
            assertThatThrownBy(() -> tenants.create(mark, "Two")).isInstanceOf(Rejection.class);
            assertThatThrownBy(() -> connectors.create(Connector.Draft.of(mark, "Two", List.of("sandbox"))))
                    .isInstanceOf(Rejection.class);
        });
    }
}
