package dev.pontage.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.payment.AcquirerNews;
import dev.pontage.spi.payment.Inbound;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@Import(WebhookTest.SideDoor.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class WebhookTest {
    private final MockMvc mvc;
    private final WebhookWorker worker;
    private final Webhooks webhooks;
    private final Affiliations affiliations;
    private final ScriptedPlugin acquirer;
    private final SettableClock clock;
    private final FakeNews news;
    private final EarlyWebhooks early;
    private final WebhookRows rows;
    private final Limits limits;
    private final Affiliation shop;

    @Autowired
    WebhookTest(
            WebhookEndpoint endpoint,
            WebhookWorker worker,
            Webhooks webhooks,
            Affiliations affiliations,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            SettableClock clock,
            FakeNews news,
            EarlyWebhooks early,
            WebhookRows rows,
            Limits limits,
            World.Merchants merchants) {
        this.limits = limits;
        this.mvc = MockMvcBuilders.standaloneSetup(endpoint).build();
        this.worker = worker;
        this.webhooks = webhooks;
        this.affiliations = affiliations;
        this.acquirer = acquirer;
        this.clock = clock;
        this.news = news;
        this.early = early;
        this.rows = rows;
        this.shop = merchants.fresh("scripted").affiliation();
    }

    /** The engine's side door, as a test wants it. */
    static final class FakeNews implements AcquirerNews {
        final List<WebhookEvent> applied = new ArrayList<>();
        Effect effect = Effect.APPLIED;

        @Override
        public Effect apply(Affiliation affiliation, WebhookEvent event) {
            applied.add(event);
            return effect;
        }

        @Override
        public Inbound.Reply inbound(Affiliation affiliation, String key, String request, String action, String body) {
            return Inbound.Reply.unsupported();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SideDoor {
        @Bean
        @Primary
        FakeNews fakeNews() {
            return new FakeNews();
        }
    }

    @BeforeEach
    void believe_what_carries_the_word_real() {
        acquirer.reset();
        news.applied.clear();
        news.effect = AcquirerNews.Effect.APPLIED;
        acquirer.receive = WebhookTest::read;
    }

    /** Body: the word real, then the names of events. */
    private static Verdict read(Settings settings, WebhookRequest request) {
        var words = new String(request.body(), StandardCharsets.UTF_8).split(" ", -1);
        if (!words[0].equals("real")) {
            return Verdict.unverified("the word is missing");
        }
        return Verdict.verified(Arrays.stream(words)
                .skip(1)
                .map(it -> new WebhookEvent(it, new WebhookEvent.Subject("ref-" + it), new WebhookEvent.Hint()))
                .toList());
    }

    private int post(String body) {
        return post(shop.id().toString(), body.getBytes(StandardCharsets.UTF_8));
    }

    private int post(String affiliation, byte[] body) {
        try {
            var request = MockMvcRequestBuilders.post("/hooks/" + affiliation + "/pix?token=t0p")
                    .header("Authorization", "Basic c2VjcmV0")
                    .content(body);
            return mvc.perform(request).andReturn().getResponse().getStatus();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Webhooks.Received only() {
        var all = TenantScope.of(shop.tenantId())
                .call(() -> webhooks.list(new Webhooks.Search(Optional.of(shop.id()), Optional.empty(), 10)));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void it_is_stored_and_acknowledged_before_anybody_reads_it() {
        assertThat(post("real A")).isEqualTo(200);
        assertThat(only().state()).isEqualTo(Webhooks.State.NEW);
        assertThat(news.applied).isEmpty();
    }

    @Test
    void the_plugin_sees_it_byte_for_byte() {
        var seen = new ArrayList<WebhookRequest>();
        acquirer.receive = (settings, request) -> {
            seen.add(request);
            return Verdict.verified(List.of());
        };
        post("real \u00e9");
        worker.readDue();
        assertThat(seen).singleElement().satisfies(it -> {
            assertThat(it.path()).isEqualTo("/pix");
            assertThat(it.query()).isEqualTo("token=t0p");
            assertThat(it.header("authorization")).isEqualTo("Basic c2VjcmV0");
            assertThat(it.body()).isEqualTo("real \u00e9".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void what_it_says_is_applied_once_however_often_it_comes() {
        post("real A B");
        post("real B A");
        worker.readDue();
        assertThat(news.applied).extracting(WebhookEvent::key).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void one_that_is_not_certainly_real_is_kept_and_not_acted_on() {
        post("forged A");
        worker.readDue();
        assertThat(news.applied).isEmpty();
        assertThat(only().state()).isEqualTo(Webhooks.State.UNVERIFIED);
        assertThat(only().why()).contains("the word is missing");
    }

    @Test
    void one_that_comes_before_its_payment_is_tried_again() {
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        post("real A");
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.WAITING);

        news.effect = AcquirerNews.Effect.APPLIED;
        clock.advance(Duration.ofSeconds(2));
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
    }

    @Test
    void one_whose_payment_never_comes_is_listed_after_an_hour() {
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        post("real A");
        for (var i = 0; i < 70; i++) {
            worker.readDue();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(only().state()).isEqualTo(Webhooks.State.UNMATCHED);
        assertThat(only().why().orElseThrow()).contains("ref-A");
    }

    @Test
    void one_that_came_too_early_is_read_as_soon_as_a_call_of_its_affiliation_has_ended() {
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        post("real A");
        worker.readDue();
        clock.advance(Duration.ofSeconds(2));
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.WAITING);

        news.effect = AcquirerNews.Effect.APPLIED;
        early.ended(shop.id());
        early.look();
        worker.readDue();

        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
    }

    @Test
    void one_is_read_within_seconds_although_its_call_ended_on_another_node() {
        var otherNode = new EarlyWebhooks(rows);
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        post("real A");
        for (var tries = 0; tries < 6; tries++) {
            worker.readDue();
            clock.advance(Duration.ofSeconds(30));
        }
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.WAITING);

        news.effect = AcquirerNews.Effect.APPLIED;
        otherNode.ended(shop.id());
        otherNode.look();
        worker.readDue();

        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
    }

    @Test
    void one_that_is_being_read_while_its_call_ends_is_found_by_the_next_look() {
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        post("real A");
        early.ended(shop.id());
        early.look();
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.WAITING);

        news.effect = AcquirerNews.Effect.APPLIED;
        early.look();
        worker.readDue();

        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
    }

    @Test
    void a_call_of_another_affiliation_hurries_nothing() {
        news.effect = AcquirerNews.Effect.NO_PAYMENT_YET;
        post("real A");
        worker.readDue();

        news.effect = AcquirerNews.Effect.APPLIED;
        early.ended(UUID.randomUUID());
        early.look();
        worker.readDue();

        assertThat(only().state()).isEqualTo(Webhooks.State.WAITING);
    }

    @Test
    void a_plugin_that_fails_is_asked_again() {
        acquirer.receive = (settings, request) -> {
            throw new IllegalStateException("a fault of the plugin");
        };
        post("real A");
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.WAITING);

        acquirer.receive = WebhookTest::read;
        clock.advance(Duration.ofSeconds(2));
        worker.readDue();
        assertThat(news.applied).hasSize(1);
    }

    @Test
    void the_former_secret_holds_for_a_day_and_no_longer() {
        acquirer.receive = (settings, request) -> settings.secret("webhookSecret")
                        .filter(it -> it.reveal().equals(new String(request.body(), StandardCharsets.UTF_8)))
                        .isPresent()
                ? Verdict.verified(List.of())
                : Verdict.unverified("not this secret");
        change("old");
        change("new");

        post("old");
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);

        clock.advance(Duration.ofHours(25));
        post("old");
        worker.readDue();
        var states = TenantScope.of(shop.tenantId())
                .call(() -> webhooks.list(new Webhooks.Search(Optional.of(shop.id()), Optional.empty(), 10)));
        assertThat(states).extracting(Webhooks.Received::state).contains(Webhooks.State.UNVERIFIED);
    }

    private void change(String secret) {
        TenantScope.of(shop.tenantId())
                .run(() -> affiliations.changeSettings(shop.id(), Map.of("webhookSecret", secret), "a test"));
    }

    @Test
    void card_data_is_not_kept_but_the_signature_still_fits() {
        acquirer.receive = (settings, request) -> new String(request.body(), StandardCharsets.UTF_8).contains("1111")
                ? Verdict.verified(List.of())
                : Verdict.unverified("something was taken out");
        post("{\"pan\":\"4444333322221111\"}");
        assertThat(only().body()).doesNotContain("4444333322221111");
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
    }

    @Test
    void nobody_can_store_anything_for_an_affiliation_that_does_not_exist() {
        assertThat(post(UUID.randomUUID().toString(), "x".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(404);
        assertThat(post("nonsense", "x".getBytes(StandardCharsets.UTF_8))).isEqualTo(404);
    }

    @Test
    void what_is_too_large_is_not_stored() {
        assertThat(post(shop.id().toString(), new byte[(1 << 20) + 1])).isEqualTo(413);
    }

    @Test
    void who_sends_too_much_at_once_is_told_when_to_come_again_and_nothing_is_stored() throws Exception {
        var inside = new ArrayList<Entry>();
        for (var i = 0; i < WebhookEndpoint.EACH.maxConcurrent(); i++) {
            inside.add(limits.enter(shop.id(), Work.WEBHOOK, WebhookEndpoint.EACH, Duration.ZERO));
        }

        var reply = mvc.perform(
                        MockMvcRequestBuilders.post("/hooks/" + shop.id()).content("real A"))
                .andReturn()
                .getResponse();

        assertThat(reply.getStatus()).isEqualTo(429);
        assertThat(reply.getHeader("Retry-After")).isNotBlank();
        inside.forEach(Entry::close);
        assertThat(post("real A")).isEqualTo(200);
        assertThat(only().state()).isEqualTo(Webhooks.State.NEW);
    }

    @Test
    void one_can_be_read_again_by_hand() {
        post("forged A");
        worker.readDue();
        var id = only().id();
        acquirer.receive = (settings, request) -> Verdict.verified(List.of());
        assertThat(TenantScope.of(shop.tenantId()).call(() -> webhooks.readAgain(id)))
                .isTrue();
        worker.readDue();
        assertThat(only().state()).isEqualTo(Webhooks.State.DONE);
    }
}
