package dev.pontage.admin.connector;

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

@AdminTest
class ConnectorScreensTest {
    private final People people;
    private final Shops shops;
    private final Web web;
    private final Api api;
    private final String id = "c-" + UUID.randomUUID().toString().substring(0, 8);

    ConnectorScreensTest(People people, Shops shops) {
        this.shops = shops;
        this.people = people;
        this.web = people.join(Role.ADMINISTRATOR).web();
        this.api = people.script();
    }

    private Web.Page make(Map<String, String> more) {
        var fields = new HashMap<>(Map.of("id", id, "displayName", "Acme Pay", "plugin", "sandbox"));
        fields.putAll(more);
        return web.post("/admin/connectors", fields);
    }

    @Test
    void a_connector_is_created_with_its_sheet_for_vtex() {
        var page = make(Map.of("publishedName", "AcmePay", "ownerAccount", "acmeowner", "flag", "implementsSplit"));
        assertThat(page.path()).isEqualTo("/admin/connectors/" + id);
        assertThat(page.text())
                .contains(
                        "AcmePay",
                        "acmeowner",
                        "implementsSplit",
                        "/ppp/" + id,
                        "Homologation sheet",
                        "Methods with a redirect Débito Online");
        var kept = api.get("/api/v1/connectors/" + id).body();
        assertThat(kept.path("publishedName").asString()).isEqualTo("AcmePay");
        assertThat(kept.at("/flags/implementsSplit").asBoolean()).isTrue();
        assertThat(kept.at("/flags/usesSecureProxy").asBoolean()).isFalse();
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var page = web.post(
                "/admin/connectors",
                Map.of("id", "X", "displayName", "", "publishedName", "far too long a name", "callbackAppKey", "k"));
        assertThat(page.text())
                .contains("Fill this in.", "Choose at least one plugin.", "at most 16 letters", "come together");
        assertThat(page.body()).contains("far too long a name");
    }

    @Test
    void a_change_shows_what_the_manifest_would_say_before_it_is_saved() {
        make(Map.of());
        var fields = Map.of("displayName", "Acme Pay", "plugin", "sandbox", "flag", "usesAutoSettleOptions");
        var preview = new HashMap<>(fields);
        preview.put("preview", "yes");
        var page = web.post("/admin/connectors/" + id + "/edit", preview);
        assertThat(page.text()).contains("+ \"autoSettleDelay\"", "Nothing is saved yet");
        assertThat(autoSettle()).isFalse();

        var saved = web.post("/admin/connectors/" + id + "/edit", fields);
        assertThat(autoSettle()).isTrue();
        assertThat(saved.text()).contains("\"autoSettleDelay\"");
        // The first look of VTEX, after the change: an earlier one would be remembered for some seconds.
        assertThat(people.script("").get("/ppp/" + id + "/manifest").response().body())
                .contains("autoSettleDelay");
    }

    private boolean autoSettle() {
        return api.get("/api/v1/connectors/" + id)
                .body()
                .at("/flags/usesAutoSettleOptions")
                .asBoolean();
    }

    @Test
    void methods_are_taken_out_of_the_manifest_after_a_look() {
        make(Map.of());
        var preview = web.post("/admin/connectors/" + id + "/methods", Map.of("enabled", "Visa", "preview", "yes"));
        assertThat(preview.body()).contains("<del>");
        web.post("/admin/connectors/" + id + "/methods", Map.of("enabled", "Visa", "split.Visa", "onAuthorize"));
        var manifest =
                people.script("").get("/ppp/" + id + "/manifest").response().body();
        assertThat(manifest).contains("Visa", "onAuthorize").doesNotContain("Mastercard");
    }

    @Test
    void a_callback_token_is_taken_and_never_shown() {
        make(Map.of("callbackAppKey", "owner-key", "callbackAppToken", "owner-t0ken"));
        assertThat(api.get("/api/v1/connectors/" + id)
                        .body()
                        .path("callbackKeysSet")
                        .asBoolean())
                .isTrue();
        assertThat(web.get("/admin/connectors/" + id).body()).doesNotContain("owner-t0ken");
        assertThat(web.get("/admin/connectors/" + id + "/edit").body()).doesNotContain("owner-t0ken");
        web.post("/admin/connectors/" + id + "/edit", Map.of("displayName", "Renamed", "plugin", "sandbox"));
        var kept = api.get("/api/v1/connectors/" + id).body();
        assertThat(kept.path("callbackKeysSet").asBoolean()).isTrue();
        assertThat(kept.path("displayName").asString()).isEqualTo("Renamed");
    }

    @Test
    void a_connector_is_stopped_only_by_typing_its_name_and_resumed() {
        var shop = shops.open();
        var connector = shop.affiliation().connector();
        var path = "/admin/connectors/" + connector + "/suspension";
        assertThat(web.post(path, Map.of("suspended", "true", "typed", "something else"))
                        .text())
                .contains("This is not the name asked for.");
        assertThat(isSuspended(shop)).isFalse();
        assertThat(web.post(path, Map.of("suspended", "true", "typed", connector))
                        .text())
                .contains("suspended");
        assertThat(isSuspended(shop)).isTrue();
        web.post(path, Map.of("suspended", "false"));
        assertThat(isSuspended(shop)).isFalse();
    }

    private boolean isSuspended(Shops.Shop shop) {
        return api.get("/api/v1/affiliations/" + shop.affiliation().id())
                .body()
                .path("suspended")
                .asBoolean();
    }

    @Test
    void a_preview_shows_only_what_would_change() {
        make(Map.of());
        api.put("/api/v1/connectors/" + id + "/metadata-fields", "[\"reason\"]");
        var fields = Map.of("displayName", "Renamed", "plugin", "sandbox", "preview", "yes");
        assertThat(web.post("/admin/connectors/" + id + "/edit", fields).body()).doesNotContain("<del>", "<ins>");
    }

    @Test
    void an_edit_keeps_the_fields_that_plugins_write_into_the_metadata() {
        make(Map.of());
        api.put("/api/v1/connectors/" + id + "/metadata-fields", "[\"reason\"]");
        web.post("/admin/connectors/" + id + "/edit", Map.of("displayName", "Renamed", "plugin", "sandbox"));
        assertThat(api.get("/api/v1/connectors/" + id).response().body()).contains("\"reason\"");
    }
}
