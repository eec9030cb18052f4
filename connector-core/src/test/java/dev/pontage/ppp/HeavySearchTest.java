package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.Payments;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Staff search as much as they like: nobody who pays waits for one of their connections. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class HeavySearchTest {
    private final MockMvc mvc;
    private final DataSource searches;
    private final Payments payments;
    private final World.Merchants merchants;

    @Autowired
    HeavySearchTest(
            PaymentEndpoint creates,
            ChangeEndpoint changes,
            Directory directory,
            @Qualifier("search") DataSource searches,
            Payments payments,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            World.Merchants merchants) {
        this.mvc = MockMvcBuilders.standaloneSetup(creates, changes)
                .addFilters(new CallerFilter(directory, false))
                .build();
        this.searches = searches;
        this.payments = payments;
        this.merchants = merchants;
        acquirer.reset();
    }

    @Test
    void while_searches_have_all_their_connections_a_new_merchants_first_payment_is_made_and_given_back()
            throws Exception {
        var key = "P-" + UUID.randomUUID();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var one = held();
                var two = held()) {
            var waiting = threads.submit(() -> TenantScope.all().call(() -> payments.withKey(key)));

            var shop = merchants.fresh("scripted");
            var paid = send(shop, "", key);
            var back = send(shop, "/" + key + "/cancellations", key);

            assertThat(paid).contains("\"status\":\"approved\"");
            assertThat(back).contains("\"cancellationId\":\"");
            assertThat(waiting.isDone()).as("the search waits for a connection").isFalse();

            one.close();
            two.close();
            assertThat(waiting.get()).hasSize(1);
        }
    }

    private Connection held() throws SQLException {
        return searches.getConnection();
    }

    private String send(dev.pontage.affiliation.Affiliation.Created shop, String path, String key) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/ppp/" + merchants.connectorOf(shop) + "/payments" + path)
                        .contentType("application/json")
                        .header("X-VTEX-API-AppKey", shop.credential().appKey())
                        .header("X-VTEX-API-AppToken", shop.credential().appToken())
                        .content("{\"paymentId\":\"" + key + "\",\"requestId\":\"R-" + key
                                + "\",\"paymentMethod\":\"Visa\",\"value\":10,\"currency\":\"BRL\"}"))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
