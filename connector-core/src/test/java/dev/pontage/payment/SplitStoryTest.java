package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.world.ScriptedPlugin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes whose money goes to several. */
class SplitStoryTest extends EngineStory {
    SplitStoryTest(Parts parts) {
        super(parts);
    }

    @BeforeEach
    void settle() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s1", "100.00"));
    }

    @Test
    void a_split_refund_that_failed_may_be_tried_again_under_its_id() {
        acquirer.refund = it -> new Change.Refused(new Decline("51", "no", Decline.Kind.SOFT));
        assertThat(change(refund(to("seller-1", 3_000), to("seller-2", 2_000))))
                .isInstanceOf(ChangeAnswer.Failed.class);
        acquirer.refund = ScriptedPlugin::done;

        assertThat(change(refund(to("seller-1", 3_000), to("seller-2", 2_000)))).isInstanceOf(ChangeAnswer.Done.class);
        assertThat(current().review()).isEmpty();
    }

    @Test
    void a_repeated_split_refund_is_not_flagged() {
        var first = change(refund(to("seller-1", 3_000), to("seller-2", 2_000)));

        assertThat(change(refund(to("seller-2", 2_000), to("seller-1", 3_000)))).isEqualTo(first);
        assertThat(current().review()).isEmpty();
    }

    @Test
    void a_split_refund_that_failed_is_not_sent_to_others_instead() {
        acquirer.refund = it -> {
            throw AcquirerException.notApplied("no route");
        };
        change(refund(to("seller-1", 3_000), to("seller-2", 2_000)));
        acquirer.reset();

        assertThat(change(refund(to("seller-1", 2_000), to("seller-2", 3_000))).code())
                .isEqualTo("differs");
        assertThat(acquirer.refunds).hasValue(0);
        assertThat(current().review().orElseThrow()).contains("other recipients");
    }

    private ChangeRequest refund(Recipient... recipients) {
        return new ChangeRequest(
                ChangeRequest.Kind.REFUND,
                key,
                Optional.of("r1"),
                Optional.of(new BigDecimal("50.00")),
                Optional.empty(),
                List.of(recipients));
    }

    private static Recipient to(String seller, long minor) {
        var unit = new Money(minor, "BRL", 2);
        return new Recipient(seller, "Seller", "CNPJ", "1", "seller", unit, unit.of(0), false, false);
    }
}
