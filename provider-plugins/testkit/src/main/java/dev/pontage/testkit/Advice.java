package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Decline;
import java.util.stream.Stream;

/** What staff should tell a merchant about a decline: there, and in each of the admin's languages. */
public final class Advice {
    private Advice() {}

    /** Fails for the first decline without advice, with an empty text or with one that was not translated. */
    public static void isGiven(Stream<Decline> declines) {
        assertThat(declines).isNotEmpty().allSatisfy(decline -> {
            var advice = decline.advice().orElseThrow(() -> new AssertionError("no advice about " + decline.code()));
            assertThat(Stream.of(advice.pt(), advice.es(), advice.en()))
                    .as(decline.code())
                    .noneMatch(String::isBlank)
                    .doesNotHaveDuplicates();
        });
    }
}
