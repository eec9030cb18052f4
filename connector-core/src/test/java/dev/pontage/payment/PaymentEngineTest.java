package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PaymentEngineTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final PaymentEngine engine;
    private final Journal journal;
    private final DoubtResolver resolver;
    private final ScriptedPlugin acquirer;
    private final ScriptedPlugin mute;
    private final SettableClock clock;
    private final World.Merchants merchants;
    private final CallbackQueue callbacks;
    private final InFlight inFlight;
    private final String key = UUID.randomUUID().toString();
    private Affiliation shop;

    @Autowired
    PaymentEngineTest(
            PaymentEngine engine,
            Journal journal,
            DoubtResolver resolver,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            @Qualifier("mute") ScriptedPlugin mute,
            SettableClock clock,
            World.Merchants merchants,
            CallbackQueue callbacks,
            InFlight inFlight) {
        this.engine = engine;
        this.journal = journal;
        this.resolver = resolver;
        this.acquirer = acquirer;
        this.mute = mute;
        this.clock = clock;
        this.merchants = merchants;
        this.callbacks = callbacks;
        this.inFlight = inFlight;
        this.shop = merchants.fresh("scripted").affiliation();
    }

    @BeforeEach
    void begin_with_an_acquirer_that_approves() {
        acquirer.reset();
        mute.reset();
    }

    private <T> T in(Supplier<T> work) {
        return TenantScope.of(shop.tenantId()).call(work);
    }

    private Payment authorize(NewPayment command) {
        return in(() -> engine.authorize(shop, command, LONG));
    }

    private ChangeAnswer change(ChangeRequest request) {
        return in(() -> engine.change(shop, request, LONG));
    }

    private Payment current() {
        return in(() -> journal.find(shop.tenantId(), shop.connectorId(), key)).orElseThrow();
    }

    /** What the worker does whenever something is due. */
    private void resolveWhatIsDue() {
        in(() -> journal.takeDue(100))
                .forEach(it -> TenantScope.of(shop.tenantId()).run(() -> resolver.resolve(it)));
    }

    @Test
    void a_card_that_the_acquirer_takes_is_approved() {
        var payment = authorize(Orders.visa(key, 3190));

        assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(payment.identifiers().tid()).isPresent();
    }

    @Test
    void a_repeat_gets_the_same_identifiers_and_calls_nobody() {
        var first = authorize(Orders.visa(key, 3190));
        var second = authorize(Orders.visa(key, 3190));

        assertThat(second.identifiers()).isEqualTo(first.identifiers());
        assertThat(acquirer.authorizations).hasValue(1);
    }

    @Test
    void five_hundred_duplicates_at_once_make_one_call() throws Exception {
        var tids = new HashSet<String>();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<java.util.concurrent.Future<Payment>>();
            for (var i = 0; i < 500; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return authorize(Orders.visa(key, 3190));
                }));
            }
            start.countDown();
            for (var call : calls) {
                tids.add(call.get().identifiers().tid().orElse("none"));
            }
        }

        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(tids).hasSize(1).doesNotContain("none");
    }

    @Test
    void a_decline_is_denied_for_good() {
        acquirer.authorize = it -> Authorization.Denied.of(new Decline("51", "no funds", Decline.Kind.SOFT));

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("denied");
        acquirer.reset();
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("denied");
        assertThat(acquirer.authorizations).hasValue(0);
    }

    @Test
    void an_answer_that_comes_too_late_travels_by_callback() throws Exception {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            return ScriptedPlugin.approved(it);
        };

        var early = in(() -> engine.authorize(shop, Orders.visa(key, 3190), Duration.ofMillis(300)));
        hold.countDown();
        var late = authorize(Orders.visa(key, 3190));

        assertThat(early.status().word()).isEqualTo("undefined");
        assertThat(late.status().word()).isEqualTo("approved");
        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void a_synchronous_answer_is_never_called_back() {
        authorize(Orders.visa(key, 3190));

        assertThat(dueCallbacks()).isEmpty();
    }

    private List<String> dueCallbacks() {
        return callbacks.take(100).stream()
                .map(it -> it.payment())
                .filter(it -> it.tenantId().equals(shop.tenantId()))
                .map(Payment::key)
                .toList();
    }

    @Test
    void a_lost_answer_is_in_doubt_and_found_by_asking() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        assertThat(authorize(Orders.visa(key, 3190)).inDoubt()).isTrue();

        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.of("a1", "t1", "n1")));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().inDoubt()).isFalse();
        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void not_found_is_believed_only_the_second_time_after_the_settling_time() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();
        acquirer.authorize = ScriptedPlugin::approved;
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("undefined");
        assertThat(acquirer.authorizations).hasValue(1);

        clock.advance(Duration.ofMinutes(3));
        resolveWhatIsDue();

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("approved");
        assertThat(acquirer.authorizations).hasValue(2);
    }

    @Test
    void an_acquirer_that_cannot_be_asked_leaves_the_payment_to_a_person() {
        shop = merchants.fresh("mute").affiliation();
        mute.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 3190));

        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(current().review()).isPresent();
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("undefined");
        assertThat(mute.authorizations).hasValue(1);
    }

    @Test
    void what_was_certainly_not_sent_is_sent_when_vtex_repeats() {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("refused the connection");
        };
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("undefined");
        acquirer.authorize = ScriptedPlugin::approved;

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("approved");
    }

    @Test
    void a_pix_without_a_code_is_denied_and_removed() {
        acquirer.authorize = it -> Authorization.Pending.waiting();

        assertThat(authorize(Orders.pix(key, 500)).status().word()).isEqualTo("denied");
        resolveWhatIsDue();
        assertThat(acquirer.cancels).hasValue(1);
    }

    @Test
    void a_pix_that_is_approved_when_it_is_made_is_not_believed() {
        acquirer.authorize = ScriptedPlugin::approved;

        var payment = authorize(Orders.pix(key, 500));

        assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.review()).isPresent();
    }

    @Test
    void a_pix_that_nobody_pays_expires_and_is_removed() {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("00020126"));
        acquirer.inquire = it -> new Inquiry.Authorized(
                Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("00020126")));
        authorize(Orders.pix(key, 500));

        clock.advance(Duration.ofSeconds(1801));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(acquirer.cancels).hasValue(1);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void a_cancel_of_a_payment_never_seen_denies_a_late_create() {
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("denied");
        assertThat(acquirer.authorizations).hasValue(0);
    }

    @Test
    void a_repeated_settle_gets_the_recorded_answer() {
        authorize(Orders.visa(key, 3190));
        var first = change(Orders.settle(key, "s1", "31.90"));
        var second = change(Orders.settle(key, "s1", "31.90"));

        assertThat(first).isInstanceOf(ChangeAnswer.Done.class).isEqualTo(second);
        assertThat(acquirer.settlements).hasValue(1);
    }

    @Test
    void more_than_authorized_is_not_settled() {
        authorize(Orders.visa(key, 3190));

        assertThat(change(Orders.settle(key, "s1", "31.91")).code()).isEqualTo("over-amount");
        assertThat(acquirer.settlements).hasValue(0);
    }

    @Test
    void fifty_refunds_at_once_never_give_back_more_than_was_settled() throws Exception {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        var answers = new ArrayList<ChangeAnswer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<java.util.concurrent.Future<ChangeAnswer>>();
            for (var i = 0; i < 50; i++) {
                var request = "r" + i;
                calls.add(threads.submit(() -> change(Orders.refund(key, request, "6.00"))));
            }
            for (var call : calls) {
                answers.add(call.get());
            }
        }

        assertThat(answers.stream().filter(ChangeAnswer.Done.class::isInstance)).hasSize(16);
        assertThat(current().refunded().minor()).isEqualTo(9_600);
        assertThat(acquirer.refunds).hasValue(16);
    }

    @Test
    void two_equal_refunds_with_different_request_ids_are_both_honoured() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));

        change(Orders.refund(key, "r1", "30"));
        change(Orders.refund(key, "r2", "30"));

        assertThat(current().refunded().minor()).isEqualTo(6_000);
        assertThat(current().status()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
    }

    @Test
    void after_a_partial_settle_a_cancel_releases_the_rest_and_after_a_full_one_it_is_refused() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "40.00"));
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(current().status()).isEqualTo(PaymentStatus.RELEASED);

        var other = UUID.randomUUID().toString();
        authorize(Orders.visa(other, 10_000));
        change(Orders.settle(other, "s1", "100.00"));
        assertThat(change(Orders.cancel(other, "c1")).code()).isEqualTo("already-settled");
    }

    @Test
    void after_a_cancel_nothing_is_settled() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.cancel(key, "c1"));

        assertThat(change(Orders.settle(key, "s1", "100.00"))).isInstanceOf(ChangeAnswer.Failed.class);
        assertThat(acquirer.settlements).hasValue(0);
    }

    @Test
    void a_settlement_in_doubt_is_reserved_until_the_acquirer_tells() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        assertThat(change(Orders.settle(key, "s1", "100.00")).code()).isEqualTo("in-doubt");
        assertThat(change(Orders.settle(key, "s2", "100.00")).code()).isEqualTo("over-amount");
        acquirer.inquire = it -> new Inquiry.Changed(dev.pontage.spi.payment.Change.Done.of("cap-1"));

        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(change(Orders.settle(key, "s1", "100.00")))
                .isInstanceOfSatisfying(
                        ChangeAnswer.Done.class, it -> assertThat(it.id()).isEqualTo("cap-1"));
        assertThat(acquirer.settlements).hasValue(1);
    }

    @Test
    void a_repeat_that_differs_gets_the_recorded_result() {
        var first = authorize(Orders.visa(key, 3190));
        var second = authorize(Orders.visa(key, 9999));

        assertThat(second.amount()).isEqualTo(first.amount());
        assertThat(acquirer.authorizations).hasValue(1);
    }

    @Test
    void an_approval_that_comes_after_the_cancel_is_voided_and_shown_to_staff() throws Exception {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            return ScriptedPlugin.approved(it);
        };
        in(() -> engine.authorize(shop, Orders.visa(key, 3190), Duration.ofMillis(200)));
        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
        var onTheirWay = inFlight.all();
        hold.countDown();
        onTheirWay.forEach(it -> it.await(LONG));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.CANCELLED);
        assertThat(current().review()).isPresent();
        assertThat(acquirer.cancels).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
