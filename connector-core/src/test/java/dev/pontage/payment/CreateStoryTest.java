package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.world.ScriptedPlugin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Authorizing, and what VTEX is answered. */
class CreateStoryTest extends EngineStory {
    CreateStoryTest(Parts parts) {
        super(parts);
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
    void a_sale_that_never_left_and_is_not_repeated_expires() {
        saleThatNeverLeaves();

        clock.advance(Duration.ofDays(8));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(acquirer.inquiries).hasValue(0);
        assertThat(acquirer.cancels).hasValue(0);
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void a_sale_that_never_left_is_not_sent_when_its_time_is_over() {
        saleThatNeverLeaves();

        clock.advance(Duration.ofDays(8));

        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("undefined");
        resolveWhatIsDue();
        assertThat(authorize(Orders.visa(key, 3190)).status().word()).isEqualTo("denied");
        assertThat(acquirer.authorizations).hasValue(0);
    }

    @Test
    void a_sale_that_never_left_and_was_cancelled_leaves_nothing_to_remove() {
        saleThatNeverLeaves();
        change(Orders.cancel(key, "c1"));

        clock.advance(Duration.ofDays(8));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.CANCELLED);
        assertThat(acquirer.cancels).hasValue(0);
    }

    private void saleThatNeverLeaves() {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("no route");
        };
        authorize(Orders.visa(key, 3190));
        acquirer.reset();
    }

    @Test
    void a_pix_without_a_code_is_denied_and_removed() {
        acquirer.authorize = it -> Authorization.Pending.waiting();

        assertThat(authorize(Orders.pix(key, 500)).status().word()).isEqualTo("denied");
        resolveWhatIsDue();
        assertThat(acquirer.cancels).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("whatCannotBeShown")
    void what_cannot_be_shown_is_denied_and_removed(NextStep useless) {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("pix-" + key), useless);

        assertThat(authorize(Orders.pix(key, 500)).status()).isEqualTo(PaymentStatus.DENIED);
        resolveWhatIsDue();
        assertThat(acquirer.cancels).hasValue(1);
    }

    static Stream<NextStep> whatCannotBeShown() {
        return Stream.of(
                new NextStep.ShowCode(" "),
                new NextStep.ShowCode("0".repeat(9_000)),
                new NextStep.Redirect(URI.create("")),
                new NextStep.OpenApp("", "{}"),
                new NextStep.ShowInvoice(Optional.empty(), "", "", ""),
                new NextStep.ShowInvoice(Optional.of(URI.create("")), " ", "1 2", "12"));
    }

    @Test
    void the_longest_code_that_a_picture_holds_is_shown() {
        acquirer.authorize = it ->
                Authorization.Pending.show(Identifiers.tid("pix-" + key), new NextStep.ShowCode("x".repeat(2_953)));

        assertThat(authorize(Orders.pix(key, 500)).status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void a_pix_that_is_approved_when_it_is_made_is_not_believed() {
        acquirer.authorize = ScriptedPlugin::approved;

        var payment = authorize(Orders.pix(key, 500));

        assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.review()).isPresent();
    }

    @Test
    void a_repeat_that_differs_gets_the_recorded_result() {
        var first = authorize(Orders.visa(key, 3190));
        var second = authorize(Orders.visa(key, 9999));

        assertThat(second.amount()).isEqualTo(first.amount());
        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(current().review().orElseThrow()).contains("31.90", "99.99");
    }

    @Test
    void a_repeat_that_differs_the_same_way_again_is_flagged_once() {
        authorize(Orders.visa(key, 3190));
        authorize(Orders.visa(key, 9999));
        reviewed();

        authorize(Orders.visa(key, 9999));
        assertThat(current().review()).isEmpty();

        authorize(Orders.visa(key, 5555));
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_repeat_that_differs_is_not_sent_instead_of_what_was_never_sent() {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("no route");
        };
        authorize(Orders.visa(key, 3190));
        acquirer.reset();

        assertThat(authorize(Orders.visa(key, 9999)).status()).isEqualTo(PaymentStatus.RECEIVED);
        assertThat(acquirer.authorizations).hasValue(0);

        assertThat(authorize(Orders.visa(key, 3190)).status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }
}
