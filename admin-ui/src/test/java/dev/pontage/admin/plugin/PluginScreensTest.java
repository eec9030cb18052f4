package dev.pontage.admin.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.audit.AuditTrail;
import dev.pontage.plugin.Plugins;
import dev.pontage.tenant.TenantScope;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@AdminTest
class PluginScreensTest {
    private static final Map<String, String> SETTINGS = Map.of("merchantCode", "M1", "apiKey", "s3cret");

    private final Shops shops;
    private final Rollouts rollouts;
    private final AuditTrail trail;
    private final Plugins plugins;
    private final Web web;
    private final Api api;

    PluginScreensTest(People people, Shops shops, Rollouts rollouts, AuditTrail trail, Plugins plugins) {
        this.plugins = plugins;
        this.api = people.script();
        this.shops = shops;
        this.rollouts = rollouts;
        this.trail = trail;
        this.web = people.join(Role.ADMINISTRATOR).web();
    }

    @Test
    void a_jar_is_uploaded_listed_and_taken_away() {
        var page = web.upload("/admin/plugins", "jar", "fields.jar", "0.7.0");
        assertThat(page.text()).contains("The plugin is ready.", "fields 0.7.0");
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("plugin.upload");
            assertThat(it.subject()).isEqualTo("fields 0.7.0");
        });
        assertThat(web.post("/admin/plugins/fields/0.7.0/removal", Map.of()).text())
                .contains("The version was taken away.")
                .doesNotContain("fields 0.7.0");
        assertThat(api.get("/api/v1/plugins").response().body()).doesNotContain("0.7.0");
    }

    @Test
    void a_file_that_is_no_plugin_is_refused_with_the_reason() {
        assertThat(web.upload("/admin/plugins", "jar", "photo.jar", "not a jar").text())
                .contains("Nothing was changed.", "It is no jar of a plugin.");
        assertThat(web.upload("/admin/plugins", "jar", "empty.jar", "").text()).contains("Choose a jar file.");
    }

    @Test
    void what_was_shut_out_says_why_and_is_let_out_with_one_click() {
        web.upload("/admin/plugins", "jar", "fields.jar", "0.8.0");
        plugins.find("fields", Optional.of("0.8.0")).orElseThrow().quarantine("It did little else but throw.");

        assertThat(web.get("/admin/plugins").text()).contains("in quarantine", "It did little else but throw.", "Node");
        assertThat(web.post("/admin/plugins/fields/0.8.0/release", Map.of()).text())
                .contains("The plugin takes calls again")
                .doesNotContain("It did little else but throw.");
        assertThat(web.post("/admin/plugins/fields/0.8.0/release", Map.of()).status())
                .isEqualTo(404);
        web.post("/admin/plugins/fields/0.8.0/removal", Map.of());
    }

    @Test
    void scripts_upload_release_and_take_away_as_well() {
        var jar = Map.of("Content-Type", "application/java-archive");
        var added = api.send("POST", "/api/v1/plugins?fileName=fields.jar", "0.9.0", jar);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("version")).isEqualTo("0.9.0");
        assertThat(api.send("POST", "/api/v1/plugins?fileName=photo.jar", "no jar", jar)
                        .status())
                .isEqualTo(422);

        plugins.find("fields", Optional.of("0.9.0")).orElseThrow().quarantine("It hangs.");
        assertThat(api.get("/api/v1/plugins").response().body()).contains("It hangs.");
        var quarantine = "/api/v1/plugins/fields/0.9.0/quarantine";
        assertThat(api.send("DELETE", quarantine, "", Map.of()).status()).isEqualTo(204);
        assertThat(api.send("DELETE", quarantine, "", Map.of()).status()).isEqualTo(404);
        assertThat(api.send("DELETE", "/api/v1/plugins/fields/0.9.0", "", Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(api.get("/api/v1/plugins").response().body()).doesNotContain("0.9.0");
        assertThat(api.get("/api/v1/plugins/problems").body().at("/0/jar").asString())
                .isEqualTo("broken.jar");
    }

    @Test
    void a_new_version_gets_a_part_then_more_and_goes_back_with_one_click() {
        var shop = shops.open("fields", SETTINGS);
        var path = "/admin/affiliations/" + shop.affiliation().id();
        assertThat(web.get(path).text()).contains("Plugin version");

        var begun = web.post(path + "/rollout", Map.of("version", "1.2.3", "percent", "5"));
        assertThat(begun.text()).contains("5 % of new payments on 1.2.3", "the others on 1.1.0");
        web.post(path + "/rollout", Map.of("version", "1.2.3", "percent", "50"));
        assertThat(TenantScope.of(shop.tenantId())
                        .call(() -> rollouts.of(shop.affiliation()).orElseThrow())
                        .percent())
                .isEqualTo(50);

        assertThat(web.post(path + "/rollout/end", Map.of("back", "true")).text())
                .contains("back on the former version");
        assertThat(rollouts.of(shop.affiliation())).isEmpty();
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("affiliation.rollout.back");
            assertThat(it.after()).hasValue("1.1.0");
        });
    }

    @Test
    void a_part_that_is_none_changes_nothing() {
        var shop = shops.open("fields", SETTINGS);
        var path = "/admin/affiliations/" + shop.affiliation().id();
        for (var percent : new String[] {"101", "-1", "many"}) {
            assertThat(web.post(path + "/rollout", Map.of("version", "1.2.3", "percent", percent))
                            .text())
                    .as(percent)
                    .contains("write 0 to 100 percent");
        }
        assertThat(web.post(path + "/rollout", Map.of("version", "9.9.9", "percent", "5"))
                        .text())
                .contains("write 0 to 100 percent");
        assertThat(rollouts.of(shop.affiliation())).isEmpty();
    }
}
