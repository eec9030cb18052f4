package dev.pontage.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.AcquirerNews;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Settings;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Webhooks that are not kept as they came: whichever node works on one, none has more of it than what is kept. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@Import(WebhookTest.SideDoor.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CardWebhookTest {
    private static final String WITH_CARD = "{\"pan\":\"4444333322221111\"}";

    private final MockMvc mvc;
    private final WebhookWorker worker;
    private final Webhooks webhooks;
    private final ScriptedPlugin acquirer;
    private final SettableClock clock;
    private final WebhookTest.FakeNews news;
    private final Affiliation shop;

    CardWebhookTest(
            WebhookEndpoint endpoint,
            WebhookWorker worker,
            Webhooks webhooks,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            SettableClock clock,
            WebhookTest.FakeNews news,
            World.Merchants merchants) {
        this.mvc = MockMvcBuilders.standaloneSetup(endpoint).build();
        this.worker = worker;
        this.webhooks = webhooks;
        this.acquirer = acquirer;
        this.clock = clock;
        this.news = news;
        this.shop = merchants.fresh("scripted").affiliation();
    }

    @BeforeEach
    void believe_what_is_complete() {
        acquirer.reset();
        news.applied.clear();
        news.effect = AcquirerNews.Effect.APPLIED;
        acquirer.receive = CardWebhookTest::read;
    }

    private static Verdict read(Settings settings, WebhookRequest request) {
        var body = new String(request.body(), StandardCharsets.UTF_8);
        return body.contains("removed") ? Verdict.unverified("the signature does not fit") : hint(body);
    }

    private static Verdict hint(String reference) {
        return Verdict.verified(
                List.of(new WebhookEvent("e1", new WebhookEvent.Subject(reference), new WebhookEvent.Hint())));
    }

    private int post(String body) {
        try {
            return mvc.perform(MockMvcRequestBuilders.post("/hooks/" + shop.id())
                            .content(body.getBytes(StandardCharsets.UTF_8)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Webhooks.Received> kept() {
        return TenantScope.of(shop.tenantId())
                .call(() -> webhooks.list(new Webhooks.Search(Optional.of(shop.id()), Optional.empty(), 10)));
    }

    private Webhooks.Received only() {
        assertThat(kept()).hasSize(1);
        return kept().getFirst();
    }

    @Test
    void one_with_a_card_in_it_is_applied_by_whichever_node_takes_it_up() {
        assertThat(post(WITH_CARD)).isEqualTo(200);
        assertThat(only().body()).doesNotContain("4444333322221111");
        assertThat(news.applied).isEmpty();
        acquirer.receive = (settings, request) -> {
            throw new AssertionError("what is kept can be read no more");
        };
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        worker.readDue();
        news.effect = AcquirerNews.Effect.APPLIED;
        clock.advance(Duration.ofMinutes(1));
        worker.readDue();

        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
        assertThat(news.applied).hasSize(2);
    }

    @Test
    void one_whose_reference_adds_up_like_a_card_names_its_payment() {
        post("2026112100000008");
        worker.readDue();

        assertThat(news.applied).extracting(it -> it.subject().reference()).containsExactly("2026112100000008");
    }

    @Test
    void one_that_is_not_believed_is_acknowledged_and_kept() {
        assertThat(post(WITH_CARD + "removed")).isEqualTo(200);
        worker.readDue();

        assertThat(only().state()).isEqualTo(Webhooks.State.UNVERIFIED);
        assertThat(only().why()).contains("the signature does not fit");
    }

    @Test
    void one_that_the_plugin_cannot_read_must_be_sent_again() {
        acquirer.receive = (settings, request) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(post(WITH_CARD)).isEqualTo(503);
        assertThat(kept()).isEmpty();
        acquirer.receive = CardWebhookTest::read;
        assertThat(post(WITH_CARD)).isEqualTo(200);
    }

    @Test
    void a_plugin_that_hangs_does_not_hold_up_the_acquirer() {
        var hold = new CountDownLatch(1);
        acquirer.receive = (settings, request) -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return hint("too late");
        };
        var before = System.nanoTime();

        assertThat(post(WITH_CARD)).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
        hold.countDown();
    }
}
