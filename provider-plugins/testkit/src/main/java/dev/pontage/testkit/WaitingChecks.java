package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import java.util.List;

/** Codes, slips and pages: nobody has paid when they are made. */
final class WaitingChecks {
    private WaitingChecks() {}

    static List<Check> all() {
        return List.of(
                that(
                                "creating something to be paid is never an approval",
                                it -> it.waiting().forEach(method -> pending(it, it.waiting(method.name(), method))))
                        .withShoppers(),
                that(
                                "what waits for the shopper shows him something",
                                it -> it.waiting()
                                        .forEach(method -> assertThat(pending(it, it.waiting(method.name(), method))
                                                        .next())
                                                .as(method.name())
                                                .isNotInstanceOf(NextStep.Wait.class)))
                        .withShoppers(),
                that(
                                "what is shown is whole",
                                it -> it.waiting()
                                        .forEach(method -> whole(pending(it, it.waiting(method.name(), method))
                                                .next())))
                        .withShoppers(),
                that(
                                "a validity that is told lies ahead",
                                it -> it.waiting()
                                        .forEach(method -> assertThat(
                                                        pending(it, it.waiting(method.name(), method))
                                                                .validity()
                                                                .stream())
                                                .allMatch(java.time.Duration::isPositive)))
                        .withShoppers(),
                that(
                                "a waiting payment's references are not more than the host keeps",
                                it -> it.waiting()
                                        .forEach(method -> assertThat(
                                                        CardChecks.size(pending(it, it.waiting(method.name(), method))
                                                                .identifiers()))
                                                .isLessThanOrEqualTo(2_048)))
                        .withShoppers(),
                that("the same waiting payment again shows the same", it -> {
                            var command = it.waiting("again", first(it));
                            assertThat(pending(it, command).next())
                                    .isEqualTo(pending(it, command).next());
                        })
                        .withShoppers()
                        .needing(Capability.REPLAY),
                that("before the shopper pays, asking finds no approval", it -> {
                            var command = it.waiting("unpaid", first(it));
                            var known = pending(it, command).identifiers();
                            assertThat(InquiryChecks.approved(it.acquirer.inquire(Mothers.inquiry(command, known))))
                                    .isFalse();
                        })
                        .withShoppers()
                        .needing(Capability.INQUIRE),
                that("after the shopper paid, asking finds an approval", it -> {
                            var command = it.waiting("paid", first(it));
                            var known = pending(it, command).identifiers();
                            assumePaid(it, command);
                            assertThat(InquiryChecks.approved(it.acquirer.inquire(Mothers.inquiry(command, known))))
                                    .isTrue();
                        })
                        .withShoppers()
                        .needing(Capability.INQUIRE),
                that("after the shopper paid, its id alone is enough to find it", it -> {
                            var command = it.waiting("paid", first(it));
                            pending(it, command);
                            assumePaid(it, command);
                            assertThat(InquiryChecks.approved(
                                            it.acquirer.inquire(Mothers.inquiry(command, Identifiers.NONE))))
                                    .isTrue();
                        })
                        .withShoppers()
                        .needing(Capability.INQUIRE),
                that("a waiting payment can be released", it -> {
                            var command = it.waiting("released", first(it));
                            var known = pending(it, command).identifiers();
                            Changes.assertClean(
                                    () -> it.acquirer.cancel(it.cancel(new Bench.Paid(command, known), "1", known)));
                        })
                        .withShoppers()
                        .needing(Capability.CANCEL),
                that("a shopper who only came back has not paid yet", it -> {
                            var command = it.waiting("back", first(it));
                            var known = pending(it, command).identifiers();
                            Changes.assertClean(() -> it.acquirer.resume(Mothers.resume(command, known)));
                        })
                        .withShoppers()
                        .needing(Capability.RESUME),
                that(
                        "resuming what nobody knows is no approval",
                        it -> assertThat(outcome(
                                        () -> it.acquirer.resume(Mothers.resume(it.usual("nobody"), Identifiers.NONE))))
                                .isNotInstanceOf(Approved.class)));
    }

    private static Object outcome(java.util.function.Supplier<Authorization.Outcome> verb) {
        try {
            return verb.get();
        } catch (dev.pontage.spi.AcquirerException e) {
            return e;
        }
    }

    private static Method first(Bench it) {
        return it.waiting().getFirst();
    }

    private static void assumePaid(Bench it, Authorization command) {
        if (!it.subject.shopperPays(command.paymentId())) {
            throw Bench.nothingToTry("the stub's shopper does not pay");
        }
    }

    private static Pending pending(Bench it, Authorization command) {
        var outcome = it.acquirer.authorize(command);
        assertThat(outcome).as(command.method().name()).isInstanceOf(Pending.class);
        return (Pending) outcome;
    }

    private static void whole(NextStep next) {
        switch (next) {
            case NextStep.Redirect it -> assertThat(it.uri().isAbsolute()).isTrue();
            case NextStep.ShowCode it -> assertThat(it.code()).isNotBlank();
            case NextStep.ShowInvoice it -> assertThat(it.number()).matches("\\d+");
            case NextStep.OpenApp it -> assertThat(it.appName()).isNotBlank();
            case NextStep.Wait it -> throw Bench.nothingToTry("nothing is shown");
        }
    }
}
