package dev.pontage.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptVerdictTest {
    private static final Decline NO =
            new Decline("51", "no", Decline.Kind.HARD, Optional.of(new Text("não", "no", "no")));
    private static final Identifiers IDS = Identifiers.of("A1", "T1", "N1").with("a", "b");

    static Stream<WebhookEvent.News> everything() {
        var change = Stream.of(
                        new Change.Done("D1", Map.of("c", "d")),
                        new Change.Refused(NO),
                        new Change.InProgress(Optional.empty(), Map.of()),
                        new Change.Unsupported())
                .map(it -> new WebhookEvent.Changed("C1", it));
        var steps = Stream.of(
                        new NextStep.Redirect(URI.create("https://bank.example/")),
                        new NextStep.ShowCode("0002"),
                        new NextStep.ShowInvoice(Optional.empty(), "1", "2", "3"),
                        new NextStep.OpenApp("app", "{}"),
                        new NextStep.Wait())
                .map(it -> new Authorization.Pending(IDS, it, Optional.of(Duration.ofMinutes(5)), "c", "m"));
        var sales = Stream.concat(
                        steps,
                        Stream.of(
                                new Authorization.Approved(IDS, Optional.of(new Money(700, "BRL", 2)), "c", "m"),
                                new Authorization.Denied(Identifiers.NONE, NO)))
                .map(WebhookEvent.Authorized::new);
        var others = Stream.of(
                new WebhookEvent.Reversed("C1", "failed"),
                new WebhookEvent.Gone("away"),
                new WebhookEvent.Hint(),
                new WebhookEvent.Note("chargeback"));
        return Stream.of(change, sales, others).flatMap(it -> it);
    }

    private static Verdict told(String reference, WebhookEvent.News news) {
        return Verdict.verified(List.of(new WebhookEvent("E1", new WebhookEvent.Subject(reference), news)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_was_read_is_read_again(WebhookEvent.News news) {
        var verdict = told("P1", news);

        assertThat(KeptVerdict.read(KeptVerdict.written(verdict))).isEqualTo(verdict);
    }

    @Test
    void a_no_stays_a_no() {
        assertThat(KeptVerdict.read(KeptVerdict.written(Verdict.unverified("the signature is wrong"))))
                .isEqualTo(Verdict.unverified("the signature is wrong"));
    }

    @Test
    void a_card_is_not_kept_and_a_name_that_adds_up_like_one_is() {
        var kept = KeptVerdict.written(
                told("2026112100000008", new WebhookEvent.Note("chargeback of 4444 3333 2222 1111")));

        assertThat(kept).doesNotContain("1111").contains("chargeback of", "2026112100000008");
    }
}
