package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import java.util.List;

final class RefundChecks {
    private static final long PART = 503;

    private RefundChecks() {}

    static List<Check> all() {
        return List.of(
                that(
                                "settled money can be given back",
                                it -> Changes.assertCarriedOut(it.acquirer.refund(whole(it, it.taken("whole")))))
                        .needing(Capability.REFUND),
                that("the exact amount is given back", it -> {
                            var taken = it.taken("exact", it.amount().of(432_107));
                            var from = it.context.sent().size();
                            it.acquirer.refund(whole(it, taken));
                            Sent.assertAmount(it, from, taken.paid().amount());
                        })
                        .overTheNetwork()
                        .needing(Capability.REFUND),
                that("a refund that is reported was really asked for", it -> {
                            var taken = it.taken("asked");
                            var from = it.context.sent().size();
                            it.acquirer.refund(whole(it, taken));
                            Sent.assertSomethingWasAsked(it, from);
                        })
                        .overTheNetwork()
                        .needing(Capability.REFUND),
                that(
                                "after a restart money can still be given back",
                                it -> Changes.assertCarriedOut(
                                        it.afterRestart().refund(whole(it, it.taken("restart")))))
                        .needing(Capability.REFUND),
                that("the same refund again takes effect once", it -> {
                            var taken = it.taken("again");
                            assertThat(it.acquirer.refund(whole(it, taken)))
                                    .isEqualTo(it.acquirer.refund(whole(it, taken)));
                        })
                        .needing(Capability.REFUND)
                        .needing(Capability.REPLAY),
                that("a refund without identifiers is answered cleanly", it -> {
                            var taken = it.taken("none");
                            var bare = new Bench.Taken(
                                    new Bench.Paid(taken.paid().command(), Identifiers.NONE), taken.settleId());
                            Changes.assertClean(() -> it.acquirer.refund(whole(it, bare)));
                        })
                        .needing(Capability.REFUND),
                that("a refund of an unknown settlement is answered cleanly", it -> {
                            var taken = it.taken("unknown");
                            Changes.assertClean(() ->
                                    it.acquirer.refund(whole(it, new Bench.Taken(taken.paid(), "nobody-knows-this"))));
                        })
                        .needing(Capability.REFUND),
                that("giving back what never was is answered cleanly", it -> {
                            var never = new Bench.Taken(new Bench.Paid(it.usual("never"), Identifiers.NONE), "S1");
                            Changes.assertClean(() -> it.acquirer.refund(whole(it, never)));
                        })
                        .needing(Capability.REFUND),
                that(
                                "a part can be given back",
                                it -> Changes.assertCarriedOut(
                                        it.acquirer.refund(it.refund(it.taken("part"), "1", PART, 0))))
                        .needing(Capability.PARTIAL_REFUND),
                that("exactly the part is given back", it -> {
                            var taken = it.taken("part");
                            var from = it.context.sent().size();
                            it.acquirer.refund(it.refund(taken, "1", PART, 0));
                            Sent.assertAmount(it, from, it.amount().of(PART));
                        })
                        .overTheNetwork()
                        .needing(Capability.PARTIAL_REFUND),
                that("equal parts can be given back twice", it -> {
                            var taken = it.taken("equal");
                            var first = Changes.id(it.acquirer.refund(it.refund(taken, "1", PART, 0)));
                            assertThat(Changes.id(it.acquirer.refund(it.refund(taken, "2", PART, PART))))
                                    .isNotEqualTo(first);
                        })
                        .needing(Capability.PARTIAL_REFUND),
                that("the rest can be given back after a part", it -> {
                            var taken = it.taken("rest");
                            it.acquirer.refund(it.refund(taken, "1", PART, 0));
                            var rest = taken.paid().amount().minor() - PART;
                            Changes.assertCarriedOut(it.acquirer.refund(it.refund(taken, "2", rest, PART)));
                        })
                        .needing(Capability.PARTIAL_REFUND));
    }

    static Change.Refund whole(Bench it, Bench.Taken taken) {
        return it.refund(taken, "1", taken.paid().amount().minor(), 0);
    }
}
