package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import java.util.List;

final class CancelChecks {
    private CancelChecks() {}

    static List<Check> all() {
        return List.of(
                that("a payment can be released", it -> {
                            var paid = it.paid("whole");
                            Changes.assertCarriedOut(it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers())));
                        })
                        .needing(Capability.CANCEL),
                that("a release that is reported was really asked for", it -> {
                            var paid = it.paid("asked");
                            var from = it.context.sent().size();
                            it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers()));
                            Sent.assertSomethingWasAsked(it, from);
                        })
                        .overTheNetwork()
                        .needing(Capability.CANCEL),
                that(
                                "a payment can be released by its id alone",
                                it -> Changes.assertCarriedOut(
                                        it.acquirer.cancel(it.cancel(it.paid("id alone"), "1", Identifiers.NONE))))
                        .needing(Capability.CANCEL_BY_REFERENCE),
                that(
                                "after a restart a payment can be released by its id alone",
                                it -> Changes.assertCarriedOut(it.afterRestart()
                                        .cancel(it.cancel(it.paid("id alone"), "1", Identifiers.NONE))))
                        .needing(Capability.CANCEL_BY_REFERENCE),
                that("a release by id alone names the payment", it -> {
                            var paid = it.paid("named");
                            var from = it.context.sent().size();
                            var cancel = it.cancel(paid, "1", Identifiers.NONE);
                            it.acquirer.cancel(cancel);
                            Sent.assertReference(it, from, cancel.paymentId(), cancel.request());
                        })
                        .overTheNetwork()
                        .needing(Capability.CANCEL_BY_REFERENCE),
                that("a release without identifiers is answered cleanly", it -> {
                            var cancel = it.cancel(it.paid("none"), "1", Identifiers.NONE);
                            Changes.assertClean(() -> it.acquirer.cancel(cancel));
                        })
                        .needing(Capability.CANCEL),
                that("the same release again takes effect once", it -> {
                            var paid = it.paid("again");
                            var cancel = it.cancel(paid, "1", paid.identifiers());
                            assertThat(it.acquirer.cancel(cancel)).isEqualTo(it.acquirer.cancel(cancel));
                        })
                        .needing(Capability.CANCEL)
                        .needing(Capability.REPLAY),
                that("a second release is answered cleanly", it -> {
                            var paid = it.paid("second");
                            it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers()));
                            Changes.assertClean(() -> it.acquirer.cancel(it.cancel(paid, "2", paid.identifiers())));
                        })
                        .needing(Capability.CANCEL),
                that("releasing what never was is answered cleanly", it -> {
                            var never = new Bench.Paid(it.usual("never"), Identifiers.NONE);
                            Changes.assertClean(() -> it.acquirer.cancel(it.cancel(never, "1", Identifiers.NONE)));
                        })
                        .needing(Capability.CANCEL),
                that("after a release asking finds no approval", it -> {
                            var paid = it.reserved("gone");
                            var outcome = it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers()));
                            if (!(outcome instanceof Change.Done)) {
                                throw Bench.nothingToTry("it is carried out later");
                            }
                            assertThat(InquiryChecks.approved(
                                            it.acquirer.inquire(Mothers.inquiry(paid.command(), paid.identifiers()))))
                                    .isFalse();
                        })
                        .needing(Capability.CANCEL)
                        .needing(Capability.INQUIRE));
    }
}
