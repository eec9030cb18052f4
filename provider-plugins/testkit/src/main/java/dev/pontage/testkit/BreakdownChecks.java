package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.testkit.Trouble.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every trouble on the road with every verb, and whether the plugin tells rightly what may have happened. */
final class BreakdownChecks {
    private BreakdownChecks() {}

    /** Prepares a call, so that only the call itself meets the trouble. */
    private interface Verb extends Function<Bench, Supplier<?>> {}

    static List<Check> all() {
        var all = new ArrayList<Check>();
        for (var trouble : Trouble.values()) {
            all.add(check("authorizing", trouble, it -> {
                var command = it.usual("broken");
                return () -> it.acquirer.authorize(command);
            }));
            all.add(check("releasing", trouble, BreakdownChecks::releasing).needing(Capability.CANCEL));
            all.add(check("taking", trouble, BreakdownChecks::taking).needing(Capability.SETTLE));
            all.add(check("giving back", trouble, BreakdownChecks::givingBack).needing(Capability.REFUND));
            if (trouble.truth() != Truth.AS_USUAL) {
                all.add(asking(trouble));
            }
        }
        all.addAll(afterwards());
        return all.stream().map(Check::overTheNetwork).toList();
    }

    private static Supplier<?> releasing(Bench it) {
        var paid = it.paid("broken");
        return () -> it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers()));
    }

    private static Supplier<?> taking(Bench it) {
        var settle = SettleChecks.whole(it, it.reserved("broken"));
        return () -> it.acquirer.settle(settle);
    }

    private static Supplier<?> givingBack(Bench it) {
        var refund = RefundChecks.whole(it, it.taken("broken"));
        return () -> it.acquirer.refund(refund);
    }

    private static Check check(String verb, Trouble trouble, Verb prepare) {
        var check = that(verb + " and " + trouble.title(), it -> {
            it.warmUp();
            var call = prepare.apply(it);
            var detour = it.through(trouble, false);
            judge(trouble, told(call), detour);
        });
        return trouble == Trouble.TWICE ? check.needing(Capability.REPLAY) : check;
    }

    /** A breakdown, or what was answered. */
    private static Object told(Supplier<?> call) {
        try {
            return call.get();
        } catch (AcquirerException e) {
            return e;
        }
    }

    private static void judge(Trouble trouble, Object told, Detour detour) {
        if (told instanceof AcquirerException e && e.effect() == Effect.NONE) {
            assertThat(detour.arrived())
                    .as("requests that the acquirer has, with effect NONE")
                    .isZero();
        }
        switch (trouble.truth()) {
            case NOTHING_HAPPENED ->
                assertThat(told)
                        .isInstanceOfSatisfying(
                                AcquirerException.class,
                                it -> assertThat(it.effect()).isEqualTo(Effect.NONE));
            case CREDENTIALS ->
                assertThat(told).isInstanceOfSatisfying(AcquirerException.class, it -> {
                    assertThat(it.effect()).isEqualTo(Effect.NONE);
                    assertThat(it.isAboutCredentials()).isTrue();
                });
            case IN_DOUBT -> assertThat(inDoubt(told)).as("in doubt: %s", told).isTrue();
            case NO_ANSWER ->
                assertThat(told instanceof AcquirerException || inDoubt(told))
                        .as("neither done nor refused: %s", told)
                        .isTrue();
            case AS_USUAL ->
                assertThat(told)
                        .isInstanceOfAny(
                                Authorization.Approved.class,
                                Authorization.Pending.class,
                                Change.Done.class,
                                Change.InProgress.class);
        }
    }

    private static boolean inDoubt(Object told) {
        return switch (told) {
            case AcquirerException it -> it.effect() == Effect.UNKNOWN;
            case Authorization.Pending it -> true;
            default -> false;
        };
    }

    /** An inquiry that breaks down knows nothing: "not found" would make the host believe in it. */
    private static Check asking(Trouble trouble) {
        return that("asking and " + trouble.title(), it -> {
                    var paid = it.paid("broken");
                    it.through(trouble, true);
                    assertThat(told(() -> it.acquirer.inquire(Mothers.inquiry(paid.command(), paid.identifiers()))))
                            .isInstanceOfAny(AcquirerException.class, Inquiry.Unknown.class);
                })
                .needing(Capability.INQUIRE);
    }

    /** What the host does after a lost answer. */
    private static List<Check> afterwards() {
        return List.of(
                that("an authorization whose answer was lost is found by asking", it -> {
                            var command = lost(it);
                            assertThat(it.acquirer.inquire(Mothers.inquiry(command, Identifiers.NONE)))
                                    .isNotInstanceOf(Inquiry.NotFound.class);
                        })
                        .needing(Capability.INQUIRE),
                that("an authorization whose answer was lost can be released", it -> {
                            var paid = new Bench.Paid(lost(it), Identifiers.NONE);
                            Changes.assertCarriedOut(it.acquirer.cancel(it.cancel(paid, "1", Identifiers.NONE)));
                        })
                        .needing(Capability.CANCEL_BY_REFERENCE),
                that("an authorization whose answer was lost can be sent again", it -> {
                            var command = lost(it);
                            Bench.assertWelcome(it.acquirer.authorize(Variations.replay(command)));
                        })
                        .needing(Capability.REPLAY),
                that("a settlement whose answer was lost can be sent again", it -> {
                            var settle = SettleChecks.whole(it, it.reserved("lost"));
                            lose(it, () -> it.acquirer.settle(settle));
                            Changes.assertCarriedOut(it.acquirer.settle(settle));
                        })
                        .needing(Capability.SETTLE)
                        .needing(Capability.REPLAY),
                that("a refund whose answer was lost can be sent again", it -> {
                            var refund = RefundChecks.whole(it, it.taken("lost"));
                            lose(it, () -> it.acquirer.refund(refund));
                            Changes.assertCarriedOut(it.acquirer.refund(refund));
                        })
                        .needing(Capability.REFUND)
                        .needing(Capability.REPLAY),
                that("after a breakdown the next payment is as usual", it -> {
                    lost(it);
                    Bench.assertWelcome(it.acquirer.authorize(it.usual("next")));
                }));
    }

    private static Authorization lost(Bench it) {
        it.warmUp();
        var command = it.usual("lost");
        lose(it, () -> it.acquirer.authorize(command));
        return command;
    }

    private static void lose(Bench it, Supplier<?> call) {
        it.through(Trouble.CUT_AFTER, false);
        told(call);
        it.straight();
    }
}
