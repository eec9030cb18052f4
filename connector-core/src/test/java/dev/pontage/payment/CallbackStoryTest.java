package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What VTEX has to be told, and when. */
class CallbackStoryTest extends EngineStory {
    CallbackStoryTest(Parts parts) {
        super(parts);
    }

    @Test
    void a_callback_that_staff_asked_for_too_early_does_not_keep_vtex_from_being_told_in_the_end() {
        acquirer.authorize = it -> Authorization.Pending.show(Identifiers.tid("t"), new NextStep.ShowCode("0002"));
        authorize(Orders.pix(key, 500));

        assertThat(in(() -> callbacks.sendAgain(current().id()))).isFalse();
        assertThat(dueCallbacks()).isEmpty();

        var paid = new WebhookEvent.Authorized(Authorization.Approved.of(Identifiers.of("a", "t", "n")));
        var event = new WebhookEvent(UUID.randomUUID().toString(), new WebhookEvent.Subject(key), paid);
        in(() -> news.apply(shop, event));
        assertThat(dueCallbacks()).containsExactly(key);
    }

    @Test
    void a_callback_is_sent_again_when_staff_ask_for_it() {
        authorize(Orders.visa(key, 3190));

        assertThat(in(() -> callbacks.sendAgain(current().id()))).isTrue();
        assertThat(dueCallbacks()).containsExactly(key);
    }
}
