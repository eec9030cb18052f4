package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.transport.CardData.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class CardChecks {
    private CardChecks() {}

    static List<Check> all() {
        var all = new ArrayList<>(List.of(
                that("an approved card is approved with a tid", CardChecks::approved)
                        .withCards(),
                that("a denied card is denied with a code", CardChecks::denied).withCards(),
                that("every decline that the stub plays is told by its kind", CardChecks::declines)
                        .withCards(),
                that(
                                "two payments have two tids",
                                it -> assertThat(it.approved(it.card("one"))
                                                .identifiers()
                                                .tid())
                                        .isNotEqualTo(it.approved(it.card("two"))
                                                .identifiers()
                                                .tid()))
                        .withCards(),
                that("the exact amount is sent", it -> {
                            var from = it.context.sent().size();
                            it.acquirer.authorize(
                                    it.usual("odd", Mothers.buyer(), it.amount().of(432_107)));
                            Sent.assertAmount(it, from, it.amount().of(432_107));
                        })
                        .overTheNetwork(),
                that("our own reference is sent", it -> {
                            var command = it.usual("named");
                            it.acquirer.authorize(command);
                            Sent.assertReference(it, 0, command.paymentId(), command.request());
                        })
                        .overTheNetwork(),
                that(
                                "references are not more than the host keeps",
                                it -> assertThat(
                                                size(it.approved(it.card("one")).identifiers()))
                                        .isLessThanOrEqualTo(2_048))
                        .withCards(),
                that("twelve installments are answered", it -> {
                            var plain = it.card("twelve");
                            Bench.assertWelcome(it.acquirer.authorize(Variations.installments(plain, 12)));
                        })
                        .withCards(),
                that(
                        "one cent is answered",
                        it -> Changes.assertClean(() -> it.acquirer.authorize(
                                it.usual("cent", Mothers.buyer(), it.amount().of(1))))),
                that(
                        "a million is answered",
                        it -> Changes.assertClean(() -> it.acquirer.authorize(
                                it.usual("million", Mothers.buyer(), it.amount().of(99_999_999))))),
                that(
                                "a mere verification is answered or refused cleanly",
                                it -> Changes.assertClean(
                                        () -> it.acquirer.authorize(Variations.verification(it.card("verify")))))
                        .withCards(),
                that(
                                "a card without a security code is answered cleanly",
                                it -> Changes.assertClean(() -> it.acquirer.authorize(without(it, Part.CSC))))
                        .withCards(),
                that(
                                "a card without a holder is answered cleanly",
                                it -> Changes.assertClean(() -> it.acquirer.authorize(without(it, Part.HOLDER))))
                        .withCards(),
                that(
                                "a card without an expiry is answered cleanly",
                                it -> Changes.assertClean(
                                        () -> it.acquirer.authorize(Variations.noExpiry(it.card("no expiry")))))
                        .withCards(),
                that(
                                "a wallet's number is answered or refused cleanly",
                                it -> Changes.assertClean(() -> it.acquirer.authorize(Variations.wallet(it))))
                        .withCards(),
                that(
                                "a saved card is answered or refused cleanly",
                                it -> Changes.assertClean(() -> it.acquirer.authorize(Variations.savedCard(it))))
                        .withCards(),
                that(
                                "metadata and a custom code harm nothing",
                                it -> Bench.assertWelcome(
                                        it.acquirer.authorize(Variations.decorated(it.card("decorated")))))
                        .withCards(),
                that(
                                "a full cart harms nothing",
                                it -> Bench.assertWelcome(it.acquirer.authorize(Variations.cart(it.card("cart")))))
                        .withCards()));
        all.add(that("the same authorization again takes effect once", it -> {
                    var command = it.usual("again");
                    assertThat(it.acquirer.authorize(command)).isEqualTo(it.acquirer.authorize(command));
                })
                .needing(Capability.REPLAY));
        all.add(that("the same authorization after a restart takes effect once", it -> {
                    var command = it.usual("restart");
                    var first = it.acquirer.authorize(command);
                    assertThat(it.afterRestart().authorize(Variations.replay(command)))
                            .isEqualTo(first);
                })
                .needing(Capability.REPLAY));
        all.add(that(
                        "an authorization with recipients is answered",
                        it -> Bench.assertWelcome(it.acquirer.authorize(Variations.split(it.usual("split")))))
                .needing(Capability.SPLIT));
        all.add(that("through VTEX's proxy the card is approved as well", CardChecks::proxied)
                .withCards()
                .overTheNetwork()
                .needing(Capability.SECURE_PROXY));
        all.add(that("a denial is found again by asking", it -> {
                    var command = it.card("asked", deniedCard(it));
                    it.acquirer.authorize(command);
                    assertThat(InquiryChecks.approved(it.acquirer.inquire(Mothers.inquiry(command, Identifiers.NONE))))
                            .isFalse();
                })
                .withCards()
                .needing(Capability.INQUIRE));
        return all;
    }

    private static void approved(Bench it) {
        for (var brand : it.cards()) {
            var command = it.authorization(
                    brand.name(), it.cardMethod(brand, it.subject.approvedCard()), it.amount(), Mothers.buyer());
            assertThat(it.approved(command).identifiers().tid())
                    .as(brand.name())
                    .isPresent();
        }
    }

    private static void denied(Bench it) {
        for (var brand : it.cards()) {
            var command =
                    it.authorization(brand.name(), it.cardMethod(brand, deniedCard(it)), it.amount(), Mothers.buyer());
            assertThat(it.acquirer.authorize(command))
                    .as(brand.name())
                    .isInstanceOfSatisfying(
                            Denied.class,
                            denied -> assertThat(denied.decline().code()).isNotBlank());
        }
    }

    private static void declines(Bench it) {
        Map<String, Decline.Kind> cards = it.subject.declinedCards();
        if (cards.isEmpty()) {
            throw Bench.nothingToTry("the stub plays no other declines");
        }
        cards.forEach((number, kind) -> assertThat(it.acquirer.authorize(it.card(number, number)))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.decline().kind()).isEqualTo(kind)));
    }

    private static void proxied(Bench it) {
        var brand = it.cards().getFirst();
        var proxy = it.keep(new FakeSecureProxy(it.subject.approvedCard()));
        var tokens = proxy.tokens();
        it.context.lend(tokens, Optional.of(proxy.uri()));
        var how = Mothers.card(brand.name(), tokens, it.subject.approvedCard());
        Authorization.Outcome outcome =
                it.acquirer.authorize(it.authorization("proxied", how, it.amount(), Mothers.buyer()));
        assertThat(outcome).isInstanceOf(Approved.class);
        assertThat(proxy.passed()).isPositive();
    }

    private static Authorization without(Bench it, Part part) {
        var whole = it.card("without " + part);
        var card = ((PaymentMethod.Card) whole.method()).card();
        var less = new PaymentMethod.CardParts(
                card.number(),
                part == Part.HOLDER ? Optional.empty() : card.holder(),
                part == Part.CSC ? Optional.empty() : card.csc(),
                card.document(),
                card.expiryMonth(),
                card.expiryYear(),
                card.bin(),
                card.last());
        return Variations.method(whole, new PaymentMethod.Card(whole.method().name(), less));
    }

    static String deniedCard(Bench it) {
        return it.subject.deniedCard().orElseThrow(() -> Bench.nothingToTry("the stub denies no card"));
    }

    static int size(Identifiers it) {
        return it.references().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
