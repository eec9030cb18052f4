package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.Timing;
import dev.pontage.spi.Text;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.testkit.StubServer;
import dev.pontage.testkit.StubServer.Reply;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** An acquirer that wants the card's number signed: VTEX signs for its tokens, we do for a card that came directly. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {World.WITHOUT_WORKER, "pontage.allow-private-network=true", "pontage.direct-cards=true"})
@Import(CustomTokensTest.Installed.class)
@DirtiesContext
class CustomTokensTest {
    /** HMAC-SHA256 of the number below under the key "Jefe". */
    private static final String SIGNATURE = "d39b90f7d34e29189cf8466ab2ab5b483c8e7545e8794457c06a64e2475dbb69";

    private static final String NUMBER = "4444333322221111";

    private final StubServer acquirer = new StubServer(it -> Reply.json(200, "{\"tid\":\"T1\"}"));
    private final StubServer atVtex = new StubServer(CustomTokensTest::atVtex);
    private final String id = UUID.randomUUID().toString();
    private final Vtex vtex;

    @TestConfiguration(proxyBeanMethods = false)
    static class Installed {
        @Bean
        AcquirerPlugin signing() {
            return new Signing();
        }
    }

    @Autowired
    CustomTokensTest(@LocalServerPort int port, World.Merchants merchants) {
        var shop = merchants.fresh("signing", Map.of("apiBaseUrl", acquirer.url()));
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void close() {
        vtex.close();
        atVtex.close();
        acquirer.close();
    }

    @Test
    void vtex_makes_a_token_of_the_signature_and_its_proxy_gets_it() {
        assertThat(vtex.create(id, "Visa", tokens(",\"secureProxyTokensURL\":\"" + atVtex.url() + "/tokens?hash=h\""))
                        .text("status"))
                .isEqualTo("approved");

        assertThat(atVtex.calls().getFirst().body()).isEqualTo("""
                {"tokens":[{"name":"signature","value":{"hmac-sha256":["Jefe",{"replaceTokens":["#vtex#number#"]},"hex"]}}]}""");
        var proxied = atVtex.calls().getLast();
        assertThat(proxied.path()).isEqualTo("/proxy");
        assertThat(proxied.header("x-provider-forward-x-signature")).isEqualTo("#vtex#signature#d799#");
        assertThat(acquirer.calls()).isEmpty();
    }

    @Test
    void the_other_spelling_of_the_address_is_read_too() {
        assertThat(vtex.create(id, "Visa", tokens(",\"secureProxyTokensUrl\":\"" + atVtex.url() + "/tokens\""))
                        .text("status"))
                .isEqualTo("approved");
    }

    @Test
    void without_an_address_for_tokens_nothing_is_sent_and_no_technical_error_comes_of_it() {
        var reply = vtex.create(id, "Visa", tokens(""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("status")).isNotEqualTo("approved");
        assertThat(atVtex.calls()).isEmpty();
    }

    @Test
    void a_card_that_comes_directly_is_signed_here() {
        assertThat(vtex.create(id, "Visa", Vtex.card(NUMBER)).text("status")).isEqualTo("approved");

        assertThat(acquirer.calls().getFirst().header("x-signature")).isEqualTo(SIGNATURE);
        assertThat(acquirer.calls().getFirst().body()).contains(NUMBER);
        assertThat(atVtex.calls()).isEmpty();
    }

    private String tokens(String more) {
        return """
                ,"secureProxyUrl":"%s/proxy"%s,"card":{"numberToken":"#vtex#number#","holderToken":"#vtex#holder#",\
                "cscToken":"#vtex#csc#","bin":"444433","expiration":{"month":"12","year":"2032"}}""".formatted(atVtex.url(), more);
    }

    private static Reply atVtex(StubServer.Call call) {
        return call.path().equals("/tokens")
                ? Reply.json(200, "{\"tokens\":[{\"name\":\"signature\",\"placeholder\":\"#vtex#signature#d799#\"}]}")
                : Reply.json(200, "{\"tid\":\"T1\"}");
    }

    private static final class Signing implements AcquirerPlugin {
        private static final Text TEXT = Text.same("x");

        @Override
        public PluginDescriptor descriptor() {
            return new PluginDescriptor(
                    "signing",
                    "Signing",
                    "1.0.0",
                    List.of(Method.card("Visa")),
                    Set.of(Capability.SECURE_PROXY),
                    SettingsSchema.of(Setting.required("apiBaseUrl", Setting.Type.URL, TEXT, TEXT)),
                    Set.of(),
                    Timing.USUAL);
        }

        @Override
        public Acquirer open(Settings settings, AcquirerContext context) {
            return it -> authorize(it, settings, context);
        }

        private static Authorization.Outcome authorize(Authorization it, Settings settings, AcquirerContext context) {
            if (!(it.method() instanceof PaymentMethod.WithCard with)) {
                return Authorization.Denied.of(new Decline("1", "a card, please", Decline.Kind.HARD));
            }
            var number = with.card().number().placeholder();
            var signature = context.transport()
                    .derive(
                            "signature",
                            Json.object()
                                    .put(
                                            "hmac-sha256",
                                            List.of(
                                                    "Jefe",
                                                    Json.object().put("replaceTokens", List.of(number)),
                                                    "hex")));
            var to = URI.create(settings.get("apiBaseUrl") + "/sales");
            var answer = context.transport()
                    .send(Request.json("POST", to, "{\"number\":\"" + number + "\"}")
                            .with("X-Signature", signature.placeholder()));
            if (!answer.ok()) {
                throw AcquirerException.inDoubt("HTTP " + answer.status());
            }
            return Authorization.Approved.of(
                    Identifiers.tid(answer.json().at("tid").text()));
        }
    }
}
