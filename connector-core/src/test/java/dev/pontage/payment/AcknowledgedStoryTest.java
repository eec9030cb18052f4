package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the acquirer has told us that it has is never "not there", however often it does not find it. */
class AcknowledgedStoryTest extends EngineStory {
    AcknowledgedStoryTest(Parts parts) {
        super(parts);
    }

    private void notFoundForTenMinutes() {
        for (var minute = 0; minute < 10; minute++) {
            clock.advance(Duration.ofMinutes(1));
            resolveWhatIsDue();
        }
    }

    @Test
    void a_sale_is_not_sent_once_more() {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("tid-1"), new NextStep.Wait());
        authorize(Orders.visa(key, 10_000));
        assertThat(current().status()).isEqualTo(PaymentStatus.PENDING);
        notFoundForTenMinutes();
        authorize(Orders.visa(key, 10_000));

        assertThat(acquirer.authorizations).hasValue(1);
    }

    @Test
    void a_code_that_is_shown_is_not_made_once_more() {
        pendingPix();
        notFoundForTenMinutes();
        var repeat = authorize(Orders.pix(key, 500));

        assertThat(acquirer.authorizations).hasValue(1);
        assertThat(repeat.status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void a_refund_keeps_its_money_and_people_see_that_it_is_not_found() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("psp-1");
        change(Orders.refund(key, "r1", "100.00"));
        notFoundForTenMinutes();
        var other = change(Orders.refund(key, "r2", "100.00"));

        assertThat(other.code()).isEqualTo("over-refund");
        assertThat(acquirer.refunds).hasValue(1);
        assertThat(current().review().orElseThrow()).contains("does not find what it had taken in");
    }

    @Test
    void a_code_that_nobody_paid_expires_and_is_removed() {
        pendingPix();
        notFoundForTenMinutes();
        clock.advance(Duration.ofMinutes(25));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(acquirer.cancels).hasValue(1);
    }
}
