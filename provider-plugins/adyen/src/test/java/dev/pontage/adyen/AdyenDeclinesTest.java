package dev.pontage.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Decline;
import dev.pontage.testkit.Advice;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdyenDeclinesTest {

    @Test
    void staff_are_advised_in_three_languages_about_every_decline() {
        assertThat(AdyenDeclines.codes()).hasSizeGreaterThan(20);
        Advice.isGiven(Stream.concat(
                AdyenDeclines.codes().stream().map(it -> AdyenDeclines.of(it, "reason")),
                Stream.of(
                        AdyenDeclines.of("4711", "a new one"),
                        AdyenDeclines.ofText(""),
                        AdyenDeclines.ofError("101", "Invalid card number"),
                        AdyenDeclines.ofError("905", "Payment details are not supported"),
                        AdyenDeclines.notOffered("Bitcoin"))));
    }

    @Test
    void a_webhooks_text_means_what_the_code_means() {
        assertThat(AdyenDeclines.ofText(" Not enough balance "))
                .isEqualTo(AdyenDeclines.of("12", " Not enough balance "));
    }

    @Test
    void a_reason_that_nobody_knows_may_be_tried_again() {
        assertThat(AdyenDeclines.ofText("Moon phase").kind()).isEqualTo(Decline.Kind.SOFT);
    }
}
