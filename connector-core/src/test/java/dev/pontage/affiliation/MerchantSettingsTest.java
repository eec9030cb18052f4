package dev.pontage.affiliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.secret.SecretCipher;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Setting.Type;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** What a merchant fills in in VTEX, where nobody looks at it before it comes to us. */
@SpringBootTest(
        classes = {World.class, MerchantSettingsTest.Asking.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {World.WITHOUT_WORKER, "pontage.allow-private-network=true", "pontage.direct-cards=true"})
class MerchantSettingsTest {
    private static final Map<String, String> GOOD = Map.of(
            "number", "30",
            "url", "https://acquirer.test/v1",
            "choice", "now",
            "flag", "true",
            "duration", "PT30S",
            "hidden", "7",
            "inTest", "8");

    @TestConfiguration
    static class Asking {
        /** It asks the merchant for one value of each shape. */
        @Bean
        ScriptedPlugin asking() {
            return new ScriptedPlugin(
                    "asking",
                    EnumSet.of(dev.pontage.spi.Capability.CANCEL),
                    SettingsSchema.of(
                            setting("number", Type.NUMBER),
                            setting("url", Type.URL),
                            setting("choice", Type.CHOICE)
                                    .among(List.of(new Setting.Choice("now", Text.same("Now"))))
                                    .orElse("now"),
                            setting("flag", Type.FLAG),
                            setting("duration", Type.DURATION),
                            setting("certificate", Type.CERTIFICATE),
                            setting("text", Type.TEXT),
                            setting("hidden", Type.NUMBER).when("flag", "false"),
                            setting("inTest", Type.NUMBER).testOnly()));
        }

        private static Setting setting(String key, Type type) {
            return Setting.optional(key, type, Text.same(key), Text.same(key)).alsoInVtex();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private World.Merchants merchants;

    @Autowired
    private Affiliations affiliations;

    @Autowired
    private SecretCipher cipher;

    @Autowired
    @Qualifier("adminJdbc")
    private TenantJdbc jdbc;

    private Affiliation.Created shop;
    private Vtex vtex;

    @BeforeEach
    void open() {
        shop = merchants.fresh("asking", Map.of("number", "12"));
        vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void close() {
        vtex.close();
    }

    @Test
    void values_of_the_right_shape_win_over_those_of_staff() {
        learn(GOOD);

        assertThat(opened()).containsAllEntriesOf(GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "number,abc",
        "number,1.5",
        "number,12345678901234567890",
        "url,acquirer.test",
        "url,https://a b",
        "choice,later",
        "flag,yes",
        "duration,soon",
        "duration,PT-5S",
        "certificate,no PEM",
        "hidden,seven",
        "inTest,eight"
    })
    void a_value_of_another_shape_is_left_out_and_what_was_kept_holds(String key, String value) {
        learn(GOOD);

        learn(Map.of(key, value, "text", "Loja"));

        assertThat(opened()).containsAllEntriesOf(GOOD).containsEntry("text", "Loja");
        assertThat(opened().get(key)).isEqualTo(GOOD.get(key));
    }

    @Test
    void a_text_that_is_too_long_is_left_out() {
        learn(Map.of("text", "x".repeat(20_001)));

        assertThat(opened()).doesNotContainKey("text");
    }

    @Test
    void what_the_merchant_takes_away_is_gone() {
        learn(Map.of("number", "30"));
        learn(Map.of("number", ""));

        assertThat(opened()).containsEntry("number", "12");
    }

    @Test
    void a_payment_with_unreadable_values_is_made_and_can_be_cancelled() {
        var payment = vtex.create("P1", "Visa", Vtex.card("4444333322221111") + """
                ,"merchantSettings":[{"name":"url","value":"no address"},{"name":"number","value":"abc"}]""");

        assertThat(payment.text("status")).isEqualTo("approved");
        assertThat(vtex.change("P1", "cancellations", "C1", "31.90").text("cancellationId"))
                .isNotEmpty();
    }

    @Test
    void unreadable_values_that_were_kept_before_stop_nothing() {
        keep("url", "no address");
        keep("number", "abc");
        keep("certificate", "no PEM");

        assertThat(opened()).containsEntry("number", "12").doesNotContainKeys("url", "certificate");
        assertThat(vtex.create("P2", "Visa", Vtex.card("4444333322221111")).text("status"))
                .isEqualTo("approved");
        TenantScope.all().run(() -> affiliations.changeSettings(id(), Map.of("number", "13"), "a test"));
        assertThat(opened()).containsEntry("number", "13");
    }

    private void learn(Map<String, String> values) {
        var secrets = new java.util.HashMap<String, Secret>();
        values.forEach((key, value) -> secrets.put(key, new Secret(value)));
        affiliations.learn(shop.affiliation(), secrets);
    }

    private Map<String, String> opened() {
        return affiliations.openedSettings(shop.affiliation(), Optional.empty());
    }

    private UUID id() {
        return shop.affiliation().id();
    }

    /** As a version did that did not look at shapes. */
    private void keep(String name, String value) {
        var tenant = shop.affiliation().tenantId();
        var place = new SecretCipher.Place("affiliation_vtex_setting", id(), name);
        TenantScope.of(tenant)
                .run(() -> jdbc.transact(() -> jdbc.sql("""
                        insert into affiliation_vtex_setting (affiliation_id, tenant_id, name, value, changed_at)
                        values (:id, :tenant, :name, :value, :now)
                        """)
                        .param("id", Ids.bytes(id()))
                        .param("name", name)
                        .param("value", cipher.encrypt(tenant, place, value))
                        .param("now", Timestamp.from(Instant.EPOCH))
                        .update()));
    }
}
