package dev.pontage.admin.affiliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.SettableClock;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.affiliation.Callers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AdminTest
class AffiliationScreensTest {
    private static final Map<String, String> SETTINGS = Map.of("merchantCode", "M1", "apiKey", "first-s3cret");

    private final Shops shops;
    private final Callers callers;
    private final SettableClock clock;
    private final Web web;
    private final Api api;

    AffiliationScreensTest(People people, Shops shops, Callers callers, Clock clock) {
        this.shops = shops;
        this.callers = callers;
        this.clock = (SettableClock) clock;
        this.web = people.join(Role.ADMINISTRATOR).web();
        this.api = people.script();
    }

    private static String path(Shops.Shop shop) {
        return "/admin/affiliations/" + shop.affiliation().id();
    }

    private Api.Reply kept(Shops.Shop shop) {
        return api.get("/api/v1/affiliations/" + shop.affiliation().id());
    }

    private Map<String, String> newOne(Shops.Shop beside, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "tenant", beside.slug(),
                "connector", beside.affiliation().connector(),
                "plugin", "fields",
                "environment", "live",
                "displayName", "Fields live",
                "once", UUID.randomUUID().toString(),
                "s.merchantCode", "M9",
                "s.apiKey", "s3cret"));
        fields.putAll(more);
        return fields;
    }

    @Test
    void the_form_has_a_field_for_every_type_of_setting() {
        var shop = shops.open("fields", SETTINGS);
        var page = web.get("/admin/affiliations/new?tenant=" + shop.slug() + "&choice="
                + shop.affiliation().connector() + "/fields");
        assertThat(page.body())
                .contains("name=\"s.merchantCode\"", "type=\"password\"", "<textarea", "type=\"url\"")
                .contains("type=\"checkbox\"", "<option value=\"late\"")
                .contains("https://acquirer.test/v1");
        assertThat(page.text()).contains("Merchant code", "Access", "It stands in the contract.");
        assertThat(web.in("pt")
                        .get(page.path() + "?tenant=" + shop.slug() + "&choice="
                                + shop.affiliation().connector() + "/fields")
                        .text())
                .contains("Está no contrato.");
    }

    @Test
    void an_affiliation_is_created_once_and_its_token_shown_once() {
        var shop = shops.open("fields", SETTINGS);
        var fields = newOne(shop, Map.of());
        var made = web.post("/admin/affiliations", fields);
        var key = made.find("id=\"app-key\".*?<code>([^<]+)</code>");
        var token = made.find("id=\"app-token\".*?<code>([^<]+)</code>");
        assertThat(callers.authenticate(key, token)).isPresent();

        var again = web.post("/admin/affiliations", fields);
        assertThat(again.text()).contains("nothing was done a second time");
        assertThat(api.get("/api/v1/affiliations?tenantId=" + shop.slug())
                        .body()
                        .values())
                .hasSize(2);
    }

    @Test
    void a_certificate_that_is_none_is_refused_when_it_is_filled_in_by_form_and_script_alike() {
        var shop = shops.open("fields", SETTINGS);
        var wrong = newOne(shop, Map.of("s.certificate", "my certificate", "s.softLimit", "x"));
        assertThat(web.in("pt").post("/admin/affiliations", wrong).text())
                .contains("Falta o certificado", "Falta a chave privada", "Escreva um número inteiro.");

        var refused = api.put(
                "/api/v1/affiliations/" + shop.affiliation().id() + "/settings",
                "{\"certificate\":\"my certificate\",\"softLimit\":\"x\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body())
                .contains("\"certificate\"", "The certificate is missing", "The private key is missing")
                .contains("Write a whole number.");
    }

    @Test
    void what_the_schema_refuses_is_said_beside_its_field_in_the_readers_language() {
        var shop = shops.open("fields", SETTINGS);
        var wrong = newOne(shop, Map.of("s.apiBaseUrl", "no address", "s.softLimit", "x", "s.merchantCode", " "));
        var page = web.in("es").post("/admin/affiliations", wrong);
        assertThat(page.text())
                .contains("Escriba una dirección completa", "Escriba un número entero.", "Complete este campo.");
        assertThat(page.body()).contains("no address", "Fields live").doesNotContain("s3cret");
        assertThat(api.get("/api/v1/affiliations?tenantId=" + shop.slug())
                        .body()
                        .values())
                .hasSize(1);
    }

    @Test
    void settings_are_saved_and_a_blank_secret_keeps_the_old_one() {
        var shop = shops.open("fields", SETTINGS);
        var page =
                web.post(path(shop) + "/settings", Map.of("s.merchantCode", "M2", "s.apiKey", "", "s.capture", "now"));
        assertThat(page.text()).contains("Saved.", "Set on", "by a test");
        var settings = kept(shop).body().path("settings");
        assertThat(settings.path("merchantCode").asString()).isEqualTo("M2");
        assertThat(settings.path("capture").asString()).isEqualTo("now");
        assertThat(settings.at("/apiKey/changedBy").asString()).isEqualTo("a test");

        web.post(path(shop) + "/settings", Map.of("s.merchantCode", "M2", "s.apiKey", "second-s3cret"));
        assertThat(kept(shop).body().at("/settings/apiKey/changedBy").asString())
                .endsWith("@psp.example");
        assertThat(web.get(path(shop)).body()).doesNotContain("s3cret");
    }

    @Test
    void a_connection_is_tried_with_what_is_typed_before_it_is_saved() {
        var shop = shops.open("fields", SETTINGS);
        var bad = web.post(path(shop) + "/settings", Map.of("s.merchantCode", "wrong", "test", "yes"));
        assertThat(bad.text()).contains("Nothing was saved", "Unknown there.");
        var good = web.post(path(shop) + "/settings", Map.of("s.merchantCode", "M3", "test", "yes"));
        assertThat(good.text()).contains("The acquirer answers with these settings.");
        assertThat(good.body()).contains("value=\"M3\"");
        assertThat(kept(shop).body().at("/settings/merchantCode").asString()).isEqualTo("M1");
    }

    @Test
    void a_rotated_pair_works_at_once_and_the_old_one_until_its_grace_ends() {
        var shop = shops.open();
        var old = shop.credential();
        var once = Map.of("graceHours", "1", "once", UUID.randomUUID().toString());
        var page = web.post(path(shop) + "/credential", once);
        var key = page.find("id=\"app-key\".*?<code>([^<]+)</code>");
        assertThat(callers.authenticate(key, page.find("id=\"app-token\".*?<code>([^<]+)</code>")))
                .isPresent();
        assertThat(callers.authenticate(old.appKey(), old.appToken())).isPresent();
        assertThat(web.get(path(shop)).text()).contains("works until");

        assertThat(web.post(path(shop) + "/credential", once).text()).contains("nothing was done a second time");
        clock.advance(Duration.ofMinutes(61));
        assertThat(callers.authenticate(old.appKey(), old.appToken())).isEmpty();
    }

    @Test
    void it_is_renamed_suspended_and_resumed() {
        var shop = shops.open();
        web.post(path(shop) + "/name", Map.of("displayName", "Night shop"));
        assertThat(kept(shop).text("displayName")).isEqualTo("Night shop");
        assertThat(web.get(path(shop)).body()).doesNotContainPattern("id=\"displayName\"[^>]*required");
        web.post(path(shop) + "/name", Map.of("displayName", " "));
        assertThat(kept(shop).text("displayName")).as("left empty").isEqualTo("sandbox");
        web.post(path(shop) + "/suspension", Map.of("suspended", "true", "typed", "not it"));
        assertThat(kept(shop).body().path("suspended").asBoolean()).isFalse();
        web.post(path(shop) + "/suspension", Map.of("suspended", "true", "typed", shop.slug()));
        assertThat(kept(shop).body().path("suspended").asBoolean()).isTrue();
        web.post(path(shop) + "/suspension", Map.of("suspended", "false"));
        assertThat(kept(shop).body().path("suspended").asBoolean()).isFalse();
    }

    @Test
    void one_test_affiliation_of_a_connector_lets_the_test_suite_in() {
        var shop = shops.open();
        web.post(path(shop) + "/test-suite", Map.of("open", "true"));
        assertThat(kept(shop).body().path("openToTestSuite").asBoolean()).isTrue();
        web.post(path(shop) + "/test-suite", Map.of("open", "false"));
        assertThat(kept(shop).body().path("openToTestSuite").asBoolean()).isFalse();
    }

    @Test
    void what_an_affiliation_lets_in_is_set_on_its_page() {
        var shop = shops.open();
        assertThat(web.get(path(shop)).text()).contains("What may come in", "Cards without VTEX");

        web.post(path(shop) + "/admits", Map.of("liveModeOnTest", "true"));

        var admits = kept(shop).body().path("admits");
        assertThat(admits.path("liveModeOnTest").asBoolean()).isTrue();
        assertThat(admits.path("directCards").asBoolean()).isFalse();
    }

    @Test
    void what_counts_as_done_is_chosen_on_its_page() {
        var shop = shops.open();
        assertThat(web.get(path(shop)).text()).contains("What counts as done", "as the plugin says");

        web.post(path(shop) + "/accepted", Map.of("cancel", "plugin", "settle", "pending", "refund", "done"));

        var accepted = kept(shop).body().path("accepted");
        assertThat(accepted.path("cancel").asString()).isEqualTo("plugin");
        assertThat(accepted.path("settle").asString()).isEqualTo("pending");
        assertThat(accepted.path("refund").asString()).isEqualTo("done");
    }

    @Test
    void a_week_flat_is_warned_about() {
        var shop = shops.open();
        var week = Map.of("enabled", "Visa", "cancel.Visa", "604800", "preview", "yes");

        assertThat(web.post(path(shop) + "/methods", week).text()).contains("A week flat");
    }

    @Test
    void a_policy_shows_what_the_gateway_will_do_and_is_saved_only_when_asked() {
        var shop = shops.open();
        var typed = new HashMap<>(Map.of("enabled", "Pix", "cancel.Pix", "1800", "settle.Visa", "7200"));
        typed.put("preview", "yes");
        var preview = web.post(path(shop) + "/methods", typed);
        assertThat(preview.text()).contains("asks again every 5 min, cancels after 30 min");
        assertThat(delay(shop, "Pix")).isZero();

        typed.remove("preview");
        web.post(path(shop) + "/methods", typed);
        assertThat(delay(shop, "Pix")).isEqualTo(1800);
        assertThat(policy(shop, "Visa").path("enabled").asBoolean()).isFalse();
        assertThat(policy(shop, "Pix").path("enabled").asBoolean()).isTrue();
    }

    @Test
    void a_delay_out_of_range_is_marked_and_nothing_is_saved() {
        var shop = shops.open();
        var page = web.post(path(shop) + "/methods", Map.of("cancel.Pix", "60", "cancel.Visa", "3600"));
        assertThat(page.text()).contains("900–3600 seconds");
        assertThat(page.body()).contains("value=\"60\"", "value=\"3600\"");
        assertThat(delay(shop, "Visa")).isZero();
    }

    private int delay(Shops.Shop shop, String method) {
        return policy(shop, method).path("delayToCancel").asInt(0);
    }

    private tools.jackson.databind.JsonNode policy(Shops.Shop shop, String method) {
        return api.get("/api/v1/affiliations/" + shop.affiliation().id() + "/payment-methods")
                .body()
                .valueStream()
                .filter(it -> it.path("name").asString().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_days_until_a_slip_is_due_are_set_and_survive_another_change() {
        var shop = shops.open();
        var path = path(shop) + "/methods";
        web.post(path, Map.of("enabled", "BankInvoice", "due.BankInvoice", "3"));
        assertThat(due(shop)).isEqualTo(3);
        var page = web.get(path);
        assertThat(page.body()).contains("name=\"due.BankInvoice\" value=\"3\"");
        assertThat(page.body()).doesNotContain("name=\"due.Visa\"");

        web.post(path, Map.of("enabled", "BankInvoice", "due.BankInvoice", "3", "settle.BankInvoice", "3600"));
        assertThat(due(shop)).isEqualTo(3);
        assertThat(web.post(path, Map.of("due.BankInvoice", "31")).text()).contains("0–30 business days");
        assertThat(due(shop)).isEqualTo(3);
    }

    private int due(Shops.Shop shop) {
        return api.get("/api/v1/affiliations/" + shop.affiliation().id() + "/payment-methods")
                .body()
                .valueStream()
                .filter(it -> it.path("name").asString().equals("BankInvoice"))
                .findFirst()
                .orElseThrow()
                .path("dueInBusinessDays")
                .asInt();
    }
}
