package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import java.util.List;

final class InquiryChecks {
    private InquiryChecks() {}

    static List<Check> all() {
        return List.of(
                that("asking finds a payment by its id alone", it -> {
                            var paid = it.paid("alone");
                            assertThat(approved(it.acquirer.inquire(Mothers.inquiry(paid.command(), Identifiers.NONE))))
                                    .isTrue();
                        })
                        .needing(Capability.INQUIRE),
                that("asking finds a payment by what the acquirer called it", it -> {
                            var paid = it.paid("named");
                            assertThat(approved(
                                            it.acquirer.inquire(Mothers.inquiry(paid.command(), paid.identifiers()))))
                                    .isTrue();
                        })
                        .needing(Capability.INQUIRE),
                that("after a restart asking still finds a payment", it -> {
                            var paid = it.paid("restart");
                            assertThat(approved(it.afterRestart()
                                            .inquire(Mothers.inquiry(paid.command(), Identifiers.NONE))))
                                    .isTrue();
                        })
                        .needing(Capability.INQUIRE),
                that("asked twice it says the same", it -> {
                            var paid = it.paid("twice");
                            var inquiry = Mothers.inquiry(paid.command(), paid.identifiers());
                            assertThat(it.acquirer.inquire(inquiry)).isEqualTo(it.acquirer.inquire(inquiry));
                        })
                        .needing(Capability.INQUIRE),
                that(
                                "asking does not find what never was",
                                it -> assertThat(it.acquirer.inquire(
                                                Mothers.inquiry(it.usual("never"), Identifiers.NONE)))
                                        .isInstanceOf(Inquiry.NotFound.class))
                        .needing(Capability.INQUIRE),
                that("asking makes nothing", it -> {
                            var inquiry = Mothers.inquiry(it.usual("never"), Identifiers.NONE);
                            it.acquirer.inquire(inquiry);
                            assertThat(it.acquirer.inquire(inquiry)).isInstanceOf(Inquiry.NotFound.class);
                        })
                        .needing(Capability.INQUIRE),
                that("asking does not find a change that never was", it -> {
                            var taken = it.taken("taken");
                            var never = it.refund(taken, "never", 1, 0);
                            assertThat(it.acquirer.inquire(Mothers.inquiry(
                                            taken.paid().command(), taken.paid().identifiers(), never)))
                                    .isInstanceOfAny(Inquiry.NotFound.class, Inquiry.Unknown.class);
                        })
                        .needing(Capability.INQUIRE)
                        .needing(Capability.REFUND),
                that("asking finds a settlement, or says that it cannot", it -> {
                            var paid = it.reserved("settled");
                            var settle = SettleChecks.whole(it, paid);
                            it.acquirer.settle(settle);
                            assertThat(it.acquirer.inquire(Mothers.inquiry(paid.command(), paid.identifiers(), settle)))
                                    .isInstanceOfAny(Inquiry.Changed.class, Inquiry.Unknown.class);
                        })
                        .needing(Capability.INQUIRE)
                        .needing(Capability.SETTLE),
                that("asking finds a refund, or says that it cannot", it -> {
                            var taken = it.taken("refunded");
                            var refund = RefundChecks.whole(it, taken);
                            it.acquirer.refund(refund);
                            assertThat(it.acquirer.inquire(Mothers.inquiry(
                                            taken.paid().command(), taken.paid().identifiers(), refund)))
                                    .isInstanceOfAny(Inquiry.Changed.class, Inquiry.Unknown.class);
                        })
                        .needing(Capability.INQUIRE)
                        .needing(Capability.REFUND));
    }

    static boolean approved(Inquiry.Outcome found) {
        return found instanceof Inquiry.Authorized(Approved it);
    }
}
