package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.AcquirerNews.Effect;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** Which payment an acquirer means by a name. */
class NamedPaymentStoryTest extends EngineStory {
    private final TenantJdbc jdbc;

    NamedPaymentStoryTest(Parts parts, @Qualifier("paymentsJdbc") TenantJdbc jdbc) {
        super(parts);
        this.jdbc = jdbc;
    }

    @Test
    void a_refund_of_another_affiliation_that_is_called_the_same_does_not_hide_ours() {
        acquirer.refund = it -> Change.InProgress.of("4711");
        var both = List.of(shop, merchants.beside(shop));
        for (var it : both) {
            shop = it;
            authorize(Orders.visa(key, 10_000));
            change(Orders.settle(key, "s", "100.00"));
            change(Orders.refund(key, "r", "100.00"));
        }
        var effects = new ArrayList<Effect>();
        for (var it : both) {
            shop = it;
            effects.add(hear("4711", new WebhookEvent.Changed("4711", Change.Done.of("4711"))));
        }

        assertThat(effects).containsOnly(Effect.APPLIED);
    }

    @Test
    void a_change_that_two_payments_have_by_that_name_is_a_change_of_neither() {
        acquirer.refund = it -> Change.InProgress.of("4711");
        for (var name : List.of(key, key + "-2")) {
            authorize(Orders.visa(name, 10_000));
            change(Orders.settle(name, "s", "100.00"));
            change(Orders.refund(name, "r", "100.00"));
        }

        assertThat(hear("4711", new WebhookEvent.Changed("4711", Change.Done.of("4711"))))
                .isEqualTo(Effect.NO_PAYMENT_YET);
        assertThat(hear(key, new WebhookEvent.Changed("4711", Change.Done.of("4711"))))
                .isEqualTo(Effect.APPLIED);
    }

    @Test
    void news_of_an_authorization_never_finds_a_payment_by_the_name_of_its_settlement() {
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> Change.Done.of("10023");
        change(Orders.settle(key, "s", "40.00"));
        assertThat(current().status()).isEqualTo(PaymentStatus.PARTLY_SETTLED);

        assertThat(hear("10023", new WebhookEvent.Gone("the other shop's authorization ran out")))
                .isEqualTo(Effect.NO_PAYMENT_YET);
        assertThat(hear("10023", paid())).isEqualTo(Effect.NO_PAYMENT_YET);

        assertThat(current().status()).isEqualTo(PaymentStatus.PARTLY_SETTLED);
    }

    @Test
    void news_of_an_authorization_finds_it_by_the_key_that_we_sent() {
        pendingPix();
        var ours = in(() -> journal.operation(current().id(), Operation.Kind.CREATE, key))
                .orElseThrow()
                .key();

        assertThat(hear(ours, paid())).isEqualTo(Effect.APPLIED);
    }

    @Test
    void news_that_names_the_payment_as_the_acquirer_does_finds_it() {
        pendingPix();

        assertThat(hear("pix-" + key, paid())).isEqualTo(Effect.APPLIED);
    }

    @Test
    void news_that_names_the_payment_by_the_plugins_own_reference_finds_it() {
        acquirer.authorize = it -> Authorization.Pending.show(
                Identifiers.tid("t").with("reference", "hash-of-" + key), new NextStep.ShowCode("0002"));
        authorize(Orders.pix(key, 500));

        assertThat(hear("hash-of-" + key, new WebhookEvent.Hint())).isEqualTo(Effect.NOTHING_NEW);
        assertThat(hear("hash-of-", paid())).isEqualTo(Effect.NO_PAYMENT_YET);
        assertThat(hear("hash-of-" + key, paid())).isEqualTo(Effect.APPLIED);
    }

    @Test
    void later_the_references_of_the_search_tell_whom_the_acquirer_means() {
        pendingPix();
        clock.advance(Duration.ofMinutes(5));
        assertThat(hear("pix-" + key, paid())).isEqualTo(Effect.NO_PAYMENT_YET);
        note();

        assertThat(hear(current().names().orderId().orElseThrow(), paid())).isEqualTo(Effect.NO_PAYMENT_YET);
        assertThat(hear("pix-" + key, paid())).isEqualTo(Effect.APPLIED);
    }

    @Test
    void what_two_payments_are_called_by_the_acquirer_names_neither() {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("1"), new NextStep.ShowCode("0002"));
        authorize(Orders.pix(key, 500));
        authorize(Orders.pix(key + "-2", 500));

        assertThat(hear("1", paid())).isEqualTo(Effect.NO_PAYMENT_YET);
    }

    @Test
    void what_another_affiliation_of_the_merchant_is_called_by_the_acquirer_is_not_ours() {
        pendingPix();
        shop = merchants.beside(shop);

        assertThat(hear("pix-" + key, paid())).isEqualTo(Effect.NO_PAYMENT_YET);
    }

    /** As the worker does that writes behind the journal. */
    private void note() {
        in(() -> {
            jdbc.transact(
                    () -> new References(jdbc).note(List.of(Ids.bytes(current().id()))));
            return true;
        });
    }
}
