package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.Payments;
import dev.pontage.remote.Breaker;
import dev.pontage.remote.Breakers;
import dev.pontage.spi.AcquirerException;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An acquirer that cannot be asked: through the edge, the engine and the database. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AwayAcquirerTest {
    private final MockMvc mvc;
    private final Payments payments;
    private final Breakers breakers;
    private final ScriptedPlugin acquirer;
    private final Affiliation.Created shop;
    private final String connector;

    @Autowired
    AwayAcquirerTest(
            PaymentEndpoint endpoint,
            Directory directory,
            Payments payments,
            Breakers breakers,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            World.Merchants merchants) {
        this.mvc = MockMvcBuilders.standaloneSetup(endpoint)
                .addFilters(new CallerFilter(directory, false))
                .build();
        this.payments = payments;
        this.breakers = breakers;
        this.acquirer = acquirer;
        this.shop = merchants.fresh("scripted");
        this.connector = merchants.connectorOf(shop);
    }

    @BeforeEach
    void begin() {
        acquirer.reset();
    }

    @Test
    void a_new_card_is_not_known_yet_and_not_written_down() throws Exception {
        stopAnswering();

        var answer = create("new", "Visa");

        assertThat(answer.get("status").asString()).isEqualTo("undefined");
        assertThat(answer.get("code").asString()).isEqualTo("acquirer-is-away");
        assertThat(answer.get("delayToCancel").asInt()).isPositive();
        assertThat(isKnown("new")).isFalse();
    }

    @Test
    void a_new_pix_is_denied_since_there_is_nothing_to_show() throws Exception {
        stopAnswering();

        assertThat(create("pix", "Pix").get("status").asString()).isEqualTo("denied");
        assertThat(isKnown("pix")).isFalse();
    }

    @Test
    void a_payment_that_was_approved_before_stays_approved() throws Exception {
        assertThat(create("before", "Visa").get("status").asString()).isEqualTo("approved");
        stopAnswering();
        var calls = acquirer.authorizations.get();

        assertThat(create("before", "Visa").get("status").asString()).isEqualTo("approved");
        assertThat(acquirer.authorizations).hasValue(calls);
    }

    /** Its breaker opens as it does in life: by calls that fail. */
    private void stopAnswering() throws Exception {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("there is nobody");
        };
        var breaker = breaker();
        for (var i = 0; i < 30 && !breaker.isOpen(); i++) {
            create("dead-" + i, "Visa");
        }
        assertThat(breaker.isOpen()).isTrue();
        acquirer.authorize = ScriptedPlugin::approved;
    }

    private Breaker breaker() {
        return breakers.of(shop.affiliation().id() + " scripted");
    }

    private boolean isKnown(String key) {
        var affiliation = shop.affiliation();
        return TenantScope.of(affiliation.tenantId())
                .call(() -> payments.find(affiliation.tenantId(), affiliation.connectorId(), key))
                .isPresent();
    }

    private JsonNode create(String key, String method) throws Exception {
        var reply = mvc.perform(MockMvcRequestBuilders.post("/ppp/" + connector + "/payments")
                        .contentType("application/json")
                        .header("X-VTEX-API-AppKey", shop.credential().appKey())
                        .header("X-VTEX-API-AppToken", shop.credential().appToken())
                        .content("{\"paymentId\":\"" + key + "\",\"paymentMethod\":\"" + method
                                + "\",\"value\":10,\"currency\":\"BRL\"}"))
                .andReturn()
                .getResponse();
        assertThat(reply.getStatus()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.getContentAsString());
    }
}
