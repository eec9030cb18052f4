package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.PaymentId;
import java.util.List;
import java.util.function.Supplier;

/** What is not declared is refused cleanly, and nothing leaves for it; what is declared is there. */
final class UndeclaredChecks {
    private UndeclaredChecks() {}

    static List<Check> all() {
        return List.of(
                undeclared("a release", Capability.CANCEL, it -> {
                    var paid = bare(it);
                    assertThat(it.acquirer.cancel(it.cancel(paid, "1", paid.identifiers())))
                            .isInstanceOf(Change.Unsupported.class);
                }),
                undeclared(
                        "a settlement",
                        Capability.SETTLE,
                        it -> assertThat(it.acquirer.settle(SettleChecks.whole(it, bare(it))))
                                .isInstanceOf(Change.Unsupported.class)),
                undeclared(
                        "a refund",
                        Capability.REFUND,
                        it -> assertThat(it.acquirer.refund(RefundChecks.whole(it, new Bench.Taken(bare(it), "S1"))))
                                .isInstanceOf(Change.Unsupported.class)),
                undeclared(
                        "a question",
                        Capability.INQUIRE,
                        it -> assertThat(it.acquirer.inquire(Mothers.inquiry(it.usual("asked"), Identifiers.NONE)))
                                .isInstanceOf(Inquiry.Unknown.class)),
                undeclared(
                        "going on",
                        Capability.RESUME,
                        it -> assertThat(it.acquirer.resume(Mothers.resume(it.usual("resumed"), Identifiers.NONE)))
                                .isInstanceOf(Authorization.Pending.class)),
                undeclared(
                        "a webhook",
                        Capability.WEBHOOK,
                        it -> assertThat(it.acquirer
                                        .receive(new dev.pontage.spi.payment.WebhookRequest(
                                                "", "", java.util.Map.of(), new byte[0]))
                                        .verified())
                                .isFalse()),
                that(
                        "a message is answered if that is declared, and only then",
                        it -> assertThat(status(it) == 501)
                                .isNotEqualTo(it.descriptor().can(Capability.INBOUND))),
                that(
                        "a message that means nothing is answered cleanly",
                        it -> Changes.assertClean(() -> it.acquirer.inbound(inbound(it, "\u0000<nothing>", "[[")))));
    }

    private static Check undeclared(String what, Capability capability, Check.Body body) {
        return that(what + " is refused, and nothing is sent, unless it is declared", it -> {
                    var from = it.context.sent().size();
                    body.on(it);
                    assertThat(it.context.sent()).hasSize(from);
                })
                .unless(capability);
    }

    private static Bench.Paid bare(Bench it) {
        return new Bench.Paid(it.usual("bare"), Identifiers.NONE);
    }

    private static int status(Bench it) {
        Supplier<Inbound.Reply> reply = () -> it.acquirer.inbound(inbound(it, "x", "{}"));
        try {
            return reply.get().status();
        } catch (AcquirerException e) {
            return 500;
        }
    }

    private static Inbound inbound(Bench it, String action, String body) {
        var id = it.id("inbound");
        return new Inbound(
                new PaymentId(id), Mothers.request(id, "inbound", "1"), Identifiers.NONE, it.amount(), action, body);
    }
}
