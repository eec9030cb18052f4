package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.RequestId;
import java.util.regex.Pattern;

/** Looks at what a plugin sent, without knowing the acquirer's fields. */
final class Sent {
    private Sent() {}

    /** Something that moves money holds the amount, in one of the ways in which amounts are written. */
    static void assertAmount(Bench it, int from, Money amount) {
        var minor = Long.toString(amount.minor());
        var plain = amount.plain();
        var way = Pattern.compile("(?<![\\d.,-])(" + minor + "|" + Pattern.quote(plain) + "|"
                + Pattern.quote(plain.replaceFirst("0$", "")) + "|" + Pattern.quote(plain.replace('.', ','))
                + ")(?![\\d])");
        assertThat(it.writes(from).map(Sent::text))
                .as("a request with %s", amount)
                .anyMatch(text -> way.matcher(text).find());
    }

    /** The payment's id, or so much of the request's key as the acquirer has room for. */
    static void assertReference(Bench it, int from, PaymentId payment, RequestId request) {
        assertThat(it.context.sent().stream().skip(from).map(sent -> sent.uri() + "\n" + sent.body()))
                .anyMatch(text -> text.contains(payment.value()) || text.contains(request.shortKey(12)));
    }

    static void assertSomethingWasAsked(Bench it, int from) {
        assertThat(it.writes(from)).as("a request that changes something").isNotEmpty();
    }

    private static String text(Request it) {
        return it.uri() + "\n" + it.headers() + "\n" + it.body().orElse("");
    }
}
