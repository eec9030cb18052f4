package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.Payments;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.World;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** One merchant calls VTEX's routes with the ids of another. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OtherMerchantTest {
    private static final int UNKNOWN_CALLER = 401;

    private final MockMvc mvc;
    private final Payments payments;
    private final ScriptedPlugin acquirer;
    private final World.Merchants merchants;
    private final Affiliation.Created theirs;
    private final Affiliation.Created ours;
    private final String key = "theirs-" + UUID.randomUUID();

    @Autowired
    OtherMerchantTest(
            PaymentEndpoint creates,
            ChangeEndpoint changes,
            InboundEndpoint inbound,
            Directory directory,
            Payments payments,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            World.Merchants merchants) {
        this.mvc = MockMvcBuilders.standaloneSetup(creates, changes, inbound)
                .addFilters(new CallerFilter(directory, false))
                .build();
        this.payments = payments;
        this.acquirer = acquirer;
        this.merchants = merchants;
        this.theirs = merchants.fresh("scripted");
        this.ours = merchants.fresh("scripted");
    }

    @BeforeEach
    void pay() throws Exception {
        acquirer.reset();
        assertThat(post(theirs, theirs, "/payments").getStatus()).isEqualTo(200);
    }

    private List<String> asItIs() {
        var shop = theirs.affiliation();
        return TenantScope.of(shop.tenantId()).call(() -> {
            var payment =
                    payments.find(shop.tenantId(), shop.connectorId(), key).orElseThrow();
            return List.of(payment.toString(), payments.timeline(payment.id()).toString());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cancellations", "/settlements", "/refunds", "/inbound/hook", "/inbound-request/hook"})
    void with_his_own_key_he_neither_sees_nor_moves_what_is_anothers(String route) throws Exception {
        var before = asItIs();

        var reply = post(ours, ours, "/payments/" + key + route).getContentAsString();

        assertThat(asItIs()).isEqualTo(before);
        assertThat(reply).doesNotContain(theirs.affiliation().id().toString()).doesNotContain("\"tid\":\"T");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/payments",
                "/payments/{key}/cancellations",
                "/payments/{key}/settlements",
                "/payments/{key}/refunds",
                "/payments/{key}/inbound/hook",
                "/payments/{key}/inbound-request/hook"
            })
    void at_anothers_connector_his_key_opens_nothing(String route) throws Exception {
        var before = asItIs();

        assertThat(post(ours, theirs, route.replace("{key}", key)).getStatus()).isEqualTo(UNKNOWN_CALLER);

        assertThat(asItIs()).isEqualTo(before);
    }

    @Test
    void a_payment_with_the_same_id_is_his_own_and_the_others_stays_what_it_was() throws Exception {
        var before = asItIs();
        var asked = acquirer.authorizations.get();

        assertThat(post(ours, ours, "/payments").getStatus()).isEqualTo(200);

        assertThat(acquirer.authorizations).hasValue(asked + 1);
        assertThat(asItIs()).isEqualTo(before);
    }

    /** By whose key, at whose connector. */
    private MockHttpServletResponse post(Affiliation.Created caller, Affiliation.Created at, String path)
            throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/ppp/" + merchants.connectorOf(at) + path)
                        .contentType("application/json")
                        .header("X-VTEX-API-AppKey", caller.credential().appKey())
                        .header("X-VTEX-API-AppToken", caller.credential().appToken())
                        .content("{\"paymentId\":\"" + key + "\",\"requestId\":\"R-" + UUID.randomUUID()
                                + "\",\"paymentMethod\":\"Visa\",\"value\":10,\"currency\":\"BRL\","
                                + "\"requestData\":{\"body\":\"x\"}}"))
                .andReturn()
                .getResponse();
    }
}
