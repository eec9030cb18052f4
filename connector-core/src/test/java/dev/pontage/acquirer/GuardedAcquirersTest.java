package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pontage.acquirer.Answer.Answered;
import dev.pontage.acquirer.Answer.BrokenDown;
import dev.pontage.acquirer.Answer.Refused;
import dev.pontage.plugin.InProcess;
import dev.pontage.remote.Breakers;
import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Some of it does what the null marks forbid, as a plugin may. */
@NullUnmarked
class GuardedAcquirersTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Authorization.Outcome APPROVED = Authorization.Approved.of(Identifiers.tid("1"));

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private Function<AcquirerContext, Authorization.Outcome> inCall = it -> APPROVED;
    private Runnable closing = () -> {};
    private AcquirerContext leaked;
    private final InProcess plugins = InProcess.one("fake", this::open);
    private final GuardedAcquirers acquirers = new GuardedAcquirers(
            plugins, new Breakers(), new HttpTransport(new EgressGuard(false)), Clock.systemUTC(), 12);
    private Line line = line("1");

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void an_answer_comes_through() {
        assertThat(ask(it -> APPROVED))
                .isInstanceOfSatisfying(
                        Answered.class, it -> assertThat(it.value()).isEqualTo(APPROVED));
    }

    @Test
    void a_breakdown_keeps_its_effect_and_shows_no_card() {
        var answer = ask(it -> {
            throw AcquirerException.notApplied("refused 4444333322221111 at once");
        });

        assertThat(answer).isInstanceOfSatisfying(BrokenDown.class, it -> {
            assertThat(it.effect()).isEqualTo(Effect.NONE);
            assertThat(it.reason()).isEqualTo("refused ••• at once");
        });
    }

    @Test
    void any_other_exception_leaves_the_effect_unknown_and_its_message_behind() {
        assertUnknown(
                ask(it -> {
                    throw new IllegalStateException("4444333322221111");
                }),
                "IllegalStateException");
    }

    @Test
    void an_error_of_the_plugin_is_contained() {
        assertUnknown(
                ask(it -> {
                    throw new StackOverflowError();
                }),
                "StackOverflowError");
    }

    @Test
    void null_is_no_answer() {
        assertUnknown(ask(it -> null), "answered nothing");
    }

    @Test
    void an_answer_with_a_hole_is_no_answer() {
        assertUnknown(
                ask(it -> new Authorization.Approved(Identifiers.NONE, Optional.empty(), null, "")), "has no code");
    }

    @Test
    void more_references_than_are_kept_are_no_answer() {
        var fat = Identifiers.NONE.with("a", "x".repeat(2_100));

        assertUnknown(ask(it -> Authorization.Approved.of(fat)), "2 KB");
    }

    @Test
    void references_are_counted_in_bytes() {
        var fat = Identifiers.NONE.with("a", "ç".repeat(1_030));

        assertUnknown(ask(it -> Authorization.Approved.of(fat)), "2 KB");
    }

    @Test
    void a_name_that_fits_no_column_is_no_answer() {
        assertUnknown(ask(it -> Authorization.Approved.of(Identifiers.tid("t".repeat(201)))), "more than 200 bytes");
    }

    @Test
    void more_than_a_page_can_show_is_no_answer() {
        var endless = new NextStep.ShowCode("c".repeat(40_000));

        assertUnknown(ask(it -> Authorization.Pending.show(Identifiers.NONE, endless)), "more than 30 KB");
    }

    @Test
    void a_call_that_takes_too_long_is_given_up() {
        assertUnknown(ask(Duration.ofMillis(50), this::hang), "no answer within 50 ms");
    }

    @Test
    void a_plugin_whose_calls_never_return_is_shut_out() {
        for (var i = 0; i < 8; i++) {
            line = line("1");
            assertThat(ask(Duration.ofMillis(20), this::hang)).isInstanceOf(BrokenDown.class);
        }

        await().atMost(Duration.ofMinutes(1))
                .until(() -> ask(it -> APPROVED) instanceof Refused<?> it
                        && it.reason().contains("did not return"));
    }

    @Test
    void a_plugin_whose_calls_come_back_when_told_is_not_shut_out() {
        for (var i = 0; i < 30; i++) {
            line = line("1");
            ask(Duration.ofMillis(5), this::waitUntilTold);
        }

        // the last of them may still hold their places
        line = line("1");
        await().atMost(Duration.ofMinutes(1)).until(() -> ask(it -> APPROVED) instanceof Answered);
    }

    @Test
    void an_acquirer_that_keeps_failing_is_left_alone_for_a_while() {
        for (var i = 0; i < 10; i++) {
            ask(it -> {
                throw AcquirerException.inDoubt("cut");
            });
        }

        assertThat(ask(it -> APPROVED)).isInstanceOf(Refused.class);
    }

    @Test
    void refused_credentials_do_not_open_the_breaker() {
        for (var i = 0; i < 20; i++) {
            ask(it -> {
                throw AcquirerException.credentials("who are you");
            });
        }

        assertThat(ask(it -> APPROVED)).isInstanceOf(Answered.class);
    }

    @Test
    void a_missing_plugin_is_said_plainly() {
        plugins.clear();

        assertThat(ask(it -> APPROVED))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).contains("not installed"));
    }

    @Test
    void an_acquirer_is_opened_once_and_anew_when_its_settings_change() {
        ask(it -> APPROVED);
        ask(it -> APPROVED);
        assertThat(opened).hasValue(1);

        line = new Line(
                line.affiliationId(), "fake", Optional.empty(), "2", Map::of, true, line.webhookUrl(), Map.of());
        ask(it -> APPROVED);

        assertThat(opened).hasValue(2);
        await().atMost(Duration.ofMinutes(1)).until(() -> closed.get() == 1);
    }

    @Test
    void a_plugin_that_never_closes_holds_nobody_up() {
        closing = () -> hang(null);
        ask(it -> APPROVED);
        line = new Line(
                line.affiliationId(), "fake", Optional.empty(), "2", Map::of, true, line.webhookUrl(), Map.of());

        assertThat(ask(it -> APPROVED)).isInstanceOf(Answered.class);
        assertThat(closed).hasValue(0);
    }

    @Test
    void webhooks_that_anybody_may_send_get_no_plugin_shut_out() {
        var garbage = new WebhookRequest("", "", Map.of(), new byte[0]);
        for (var i = 0; i < 60; i++) {
            assertThat(acquirers.receive(line, garbage, Duration.ofSeconds(15))).isInstanceOf(BrokenDown.class);
        }

        assertThat(ask(it -> APPROVED)).isInstanceOf(Answered.class);
    }

    @Test
    void a_plugin_cannot_call_out_after_its_call() {
        inCall = it -> {
            leaked = it;
            return APPROVED;
        };
        ask(it -> it.authorize(null));

        assertThat(leaked).isNotNull();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> leaked.transport()
                        .send(dev.pontage.spi.Transport.Request.get(URI.create("https://acquirer.example/"))))
                .hasMessageContaining("only while it is being called");
    }

    private Answer<Authorization.Outcome> ask(Function<Acquirer, Authorization.Outcome> verb) {
        return ask(LONG, verb);
    }

    private Answer<Authorization.Outcome> ask(Duration budget, Function<Acquirer, Authorization.Outcome> verb) {
        return acquirers.ask(line, Optional.empty(), Optional.empty(), budget, verb);
    }

    private static void assertUnknown(Answer<?> answer, String reason) {
        assertThat(answer).isInstanceOfSatisfying(BrokenDown.class, it -> {
            assertThat(it.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(it.reason()).contains(reason).doesNotContain("4444");
        });
    }

    private Authorization.Outcome waitUntilTold(Acquirer acquirer) {
        try {
            var unused = release.await(30, TimeUnit.SECONDS);
            return APPROVED;
        } catch (InterruptedException e) {
            throw AcquirerException.inDoubt("told to come back");
        }
    }

    /** Waits whatever anybody says, as a loop would. */
    private Authorization.Outcome hang(Acquirer acquirer) {
        while (true) {
            try {
                if (release.await(30, TimeUnit.SECONDS)) {
                    return APPROVED;
                }
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    @Test
    void settings_that_cannot_be_opened_let_nothing_leave_and_keep_the_line_shut() {
        assertThat(acquirers.shut(line)).isEmpty();
        line = new Line(
                UUID.randomUUID(),
                "fake",
                Optional.empty(),
                "1",
                () -> {
                    throw new IllegalStateException("4444333322221111");
                },
                true,
                "http://localhost/hooks/1",
                Map.of());

        assertThat(ask(it -> APPROVED))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.reason())
                                .isEqualTo("the settings cannot be opened (IllegalStateException)"));
        assertThat(acquirers.shut(line)).hasValue(Acquirers.Shut.SEALED);
        plugins.clear();
        assertThat(acquirers.shut(line)).hasValue(Acquirers.Shut.NOT_INSTALLED);
    }

    private static Line line(String settings) {
        return new Line(
                UUID.randomUUID(),
                "fake",
                Optional.empty(),
                settings,
                Map::of,
                true,
                "http://localhost/hooks/1",
                Map.of());
    }

    /** An acquirer that does what it is told. */
    private Acquirer open(AcquirerContext context) {
        opened.incrementAndGet();
        return new Acquirer() {
            @Override
            public Authorization.Outcome authorize(Authorization authorization) {
                return inCall.apply(context);
            }

            @Override
            public WebhookEvent.Verdict receive(WebhookRequest request) {
                throw new IllegalStateException("no such event");
            }

            @Override
            public void close() {
                closing.run();
                closed.incrementAndGet();
            }
        };
    }
}
