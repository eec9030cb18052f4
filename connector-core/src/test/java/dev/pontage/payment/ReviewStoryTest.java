package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.Reviews.Word;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.WebhookEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person says who has looked. */
class ReviewStoryTest extends EngineStory {
    ReviewStoryTest(Parts parts) {
        super(parts);
    }

    private Optional<Payment> close(String read) {
        return in(() -> reviews.close(current(), new Word(Optional.of(read), "ana", "seen in their list")));
    }

    private void flag(String why) {
        in(() -> {
            journal.note(current(), "acquirer", why, true);
            return 0;
        });
    }

    @Test
    void closing_a_review_does_not_close_what_came_after_the_person_had_read_it() {
        authorize(Orders.visa(key, 10_000));
        flag("the first reason");
        var read = current().review().orElseThrow();
        hear(key, new WebhookEvent.Authorized(Authorization.Denied.of(new Decline("x", "no", Decline.Kind.HARD))));
        var later = current().review();
        assertThat(later).isNotEqualTo(Optional.of(read));

        assertThat(close(read)).isEmpty();
        assertThat(current().review()).isEqualTo(later);

        assertThat(close(later.orElseThrow())).isPresent();
        assertThat(current().review()).isEmpty();
    }

    @Test
    void a_reason_of_several_lines_is_the_same_when_a_form_has_sent_it_back() {
        authorize(Orders.visa(key, 10_000));
        flag("The acquirer said:\nno");

        assertThat(close("The acquirer said:\r\nno")).isPresent();
    }

    @Test
    void who_has_looked_and_why_stands_on_the_time_line() {
        authorize(Orders.visa(key, 10_000));
        flag("a reason");
        close("a reason");

        assertThat(in(() -> payments.timeline(current().id())))
                .anySatisfy(it -> assertThat(it.summary()).isEqualTo("Reviewed by ana: seen in their list"));
    }
}
