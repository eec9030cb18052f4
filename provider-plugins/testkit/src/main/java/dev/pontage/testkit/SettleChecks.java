package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Identifiers;
import java.util.HashSet;
import java.util.List;

final class SettleChecks {
    private static final long PART = 1_007;

    private SettleChecks() {}

    static List<Check> all() {
        return List.of(
                that("the whole amount can be taken", it -> {
                            var paid = it.reserved("whole");
                            Changes.assertCarriedOut(it.acquirer.settle(whole(it, paid)));
                        })
                        .needing(Capability.SETTLE),
                that("the exact amount is taken", it -> {
                            var paid = it.reserved("exact", it.amount().of(432_107));
                            var from = it.context.sent().size();
                            it.acquirer.settle(whole(it, paid));
                            Sent.assertAmount(it, from, paid.amount());
                        })
                        .overTheNetwork()
                        .needing(Capability.SETTLE),
                that("a settlement that is reported was really asked for", it -> {
                            var paid = it.reserved("asked");
                            var from = it.context.sent().size();
                            it.acquirer.settle(whole(it, paid));
                            Sent.assertSomethingWasAsked(it, from);
                        })
                        .overTheNetwork()
                        .needing(Capability.SETTLE),
                that("after a restart the money can still be taken", it -> {
                            var paid = it.reserved("restart");
                            Changes.assertCarriedOut(it.afterRestart().settle(whole(it, paid)));
                        })
                        .needing(Capability.SETTLE),
                that("the same settlement again takes effect once", it -> {
                            var paid = it.reserved("again");
                            assertThat(it.acquirer.settle(whole(it, paid)))
                                    .isEqualTo(it.acquirer.settle(whole(it, paid)));
                        })
                        .needing(Capability.SETTLE)
                        .needing(Capability.REPLAY),
                that("a settlement without identifiers is answered cleanly", it -> {
                            var paid = it.reserved("none");
                            var bare = new Bench.Paid(paid.command(), Identifiers.NONE);
                            Changes.assertClean(() -> it.acquirer.settle(whole(it, bare)));
                        })
                        .needing(Capability.SETTLE),
                that("taking what never was is answered cleanly", it -> {
                            var never = new Bench.Paid(it.usual("never"), Identifiers.NONE);
                            Changes.assertClean(() -> it.acquirer.settle(whole(it, never)));
                        })
                        .needing(Capability.SETTLE),
                that("taking after a release is answered cleanly", it -> {
                            var paid = it.reserved("released");
                            it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers()));
                            Changes.assertClean(() -> it.acquirer.settle(whole(it, paid)));
                        })
                        .needing(Capability.SETTLE)
                        .needing(Capability.CANCEL),
                that(
                                "a part can be taken",
                                it -> Changes.assertCarriedOut(
                                        it.acquirer.settle(it.settle(it.reserved("part"), "1", PART, 0))))
                        .needing(Capability.PARTIAL_SETTLE),
                that("exactly the part is taken", it -> {
                            var paid = it.reserved("part");
                            var from = it.context.sent().size();
                            it.acquirer.settle(it.settle(paid, "1", PART, 0));
                            Sent.assertAmount(it, from, it.amount().of(PART));
                        })
                        .overTheNetwork()
                        .needing(Capability.PARTIAL_SETTLE),
                that("several parts can be taken and have names of their own", SettleChecks::parts)
                        .needing(Capability.MULTIPLE_SETTLE),
                that("the last of several parts completes the sum", it -> {
                            var paid = it.reserved("rest");
                            it.acquirer.settle(it.settle(paid, "1", PART, 0));
                            Changes.assertCarriedOut(it.acquirer.settle(
                                    it.settle(paid, "2", paid.amount().minor() - PART, PART)));
                        })
                        .needing(Capability.MULTIPLE_SETTLE));
    }

    private static void parts(Bench it) {
        var paid = it.reserved("parts");
        var names = new HashSet<String>();
        for (var i = 0; i < 3; i++) {
            names.add(Changes.id(it.acquirer.settle(it.settle(paid, "part " + i, PART, PART * i))));
        }
        assertThat(names).hasSize(3);
    }

    static dev.pontage.spi.payment.Change.Settle whole(Bench it, Bench.Paid paid) {
        return it.settle(paid, "1", paid.amount().minor(), 0);
    }
}
