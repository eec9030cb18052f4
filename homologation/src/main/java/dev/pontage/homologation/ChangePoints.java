package dev.pontage.homologation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** C5 and C6: cancels, settlements and refunds. */
final class ChangePoints {
    private ChangePoints() {}

    static void run(Suite suite) {
        suite.run("C5", "a settlement is repeated with the same answer", ChangePoints::settledTwice);
        suite.run("C5", "parts are settled and refunded to the cent", ChangePoints::parts);
        suite.run("C5", "more than was authorized is not settled", ChangePoints::tooMuch);
        suite.run("C5", "nothing is refunded before it was settled", ChangePoints::refundTooEarly);
        suite.run("C5", "two refunds of the same amount are two refunds", ChangePoints::sameAmount);
        suite.run("C5", "nothing is cancelled after it was settled", ChangePoints::cancelTooLate);
        suite.run("C5", "a cancel is repeated with the same answer", ChangePoints::cancelledTwice);
        suite.run("C5", "an undecided payment can be cancelled", ChangePoints::cancelUndefined);
        suite.run("C5", "a payment that never came can be cancelled, and stays so", ChangePoints::cancelUnknown);
        suite.run("C5", "settle and refund do without what the test suite leaves out", ChangePoints::bare);
        suite.run("C6", "what the acquirer cannot do is 501, and never of a settlement", ChangePoints::unsupported);
    }

    private static void settledTwice(Scene scene) {
        var payment = scene.approved();
        var first = scene.gateway.settle(payment, "S1" + payment, 31.90);
        Shapes.changed(first, "settleId", payment, "S1" + payment);
        Shapes.worth(first, 31.90);
        var second = scene.gateway.settle(payment, "S1" + payment, 31.90);
        Failed.unless(second.body().equals(first.body()), "the repeat is answered otherwise");
    }

    private static void parts(Scene scene) {
        var payment = scene.approved();
        var first = scene.gateway.settle(payment, "S1" + payment, 10.55);
        if (first.status() == 500) {
            throw Failed.leftOut("the connector settles no parts (code " + first.text("code") + ")");
        }
        var settleId = Shapes.changed(first, "settleId", payment, "S1" + payment);
        Shapes.worth(first, 10.55);
        Shapes.worth(scene.gateway.settle(payment, "S2" + payment, 21.35), 21.35);
        Shapes.worth(scene.gateway.refund(payment, "R1" + payment, settleId, 0.05), 0.05);
        Shapes.worth(scene.gateway.refund(payment, "R2" + payment, settleId, 31.85), 31.85);
        Shapes.refused(
                scene.gateway.refund(payment, "R3" + payment, settleId, 0.01), "refundId", payment, "R3" + payment);
    }

    private static void tooMuch(Scene scene) {
        var payment = scene.approved();
        Shapes.refused(scene.gateway.settle(payment, "S1" + payment, 31.91), "settleId", payment, "S1" + payment);
        Shapes.changed(scene.gateway.settle(payment, "S2" + payment, 31.90), "settleId", payment, "S2" + payment);
    }

    private static void refundTooEarly(Scene scene) {
        var payment = scene.approved();
        Shapes.refused(
                scene.gateway.refund(payment, "R1" + payment, "none", 31.90), "refundId", payment, "R1" + payment);
    }

    private static void sameAmount(Scene scene) {
        var payment = scene.approved();
        var settleId = scene.gateway.settle(payment, "S1" + payment, 31.90).text("settleId");
        var first = scene.gateway.refund(payment, "R1" + payment, settleId, 5.00);
        var second = scene.gateway.refund(payment, "R2" + payment, settleId, 5.00);
        Failed.unless(
                !Shapes.changed(first, "refundId", payment, "R1" + payment)
                        .equals(Shapes.changed(second, "refundId", payment, "R2" + payment)),
                "the second refund was taken for a repeat");
    }

    private static void cancelTooLate(Scene scene) {
        var payment = scene.approved();
        scene.gateway.settle(payment, "S1" + payment, 31.90);
        Shapes.refused(scene.gateway.cancel(payment, "C1" + payment), "cancellationId", payment, "C1" + payment);
    }

    private static void cancelledTwice(Scene scene) {
        var payment = scene.approved();
        var first = scene.gateway.cancel(payment, "C1" + payment);
        var id = Shapes.changed(first, "cancellationId", payment, "C1" + payment);
        Failed.unless(
                scene.gateway.cancel(payment, "C1" + payment).body().equals(first.body()),
                "the repeat is answered otherwise");
        var other = scene.gateway.cancel(payment, "C2" + payment);
        Failed.unless(
                Shapes.changed(other, "cancellationId", payment, "C2" + payment).equals(id),
                "another request got another cancellationId");
        Shapes.refused(scene.gateway.settle(payment, "S1" + payment, 31.90), "settleId", payment, "S1" + payment);
    }

    private static void cancelUndefined(Scene scene) {
        var payment = Gateway.newId();
        Shapes.created(scene.gateway.create(scene.order(payment, scene.offer().pix())), payment, "undefined");
        Shapes.changed(scene.gateway.cancel(payment, "C1" + payment), "cancellationId", payment, "C1" + payment);
        var later = scene.gateway.create(scene.order(payment, scene.offer().pix()));
        Failed.unless(later.text("status").equals("denied"), "a repeat after the cancel is " + later.text("status"));
    }

    private static void cancelUnknown(Scene scene) {
        var payment = Gateway.newId();
        Shapes.changed(scene.gateway.cancel(payment, "C1" + payment), "cancellationId", payment, "C1" + payment);
        var late = scene.gateway.create(scene.card(payment, Scene.APPROVED));
        Shapes.created(late, payment, "denied");
        var unknown = Gateway.newId();
        var settled = scene.gateway.settle(unknown, "S1" + unknown, 1.00);
        Shapes.refused(settled, "settleId", unknown, "S1" + unknown);
    }

    private static void bare(Scene scene) {
        var payment = scene.approved();
        var settle = new LinkedHashMap<String, @Nullable Object>();
        settle.put("paymentId", payment);
        settle.put("requestId", null);
        settle.put("value", 31.90);
        var settled = scene.gateway.change(payment, "settlements", settle);
        Shapes.ok(settled);
        Failed.unless(settled.isNull("requestId"), "a requestId was invented");
        var refunded = scene.gateway.change(
                payment,
                "refunds",
                Map.of(
                        "paymentId",
                        payment,
                        "requestId",
                        "R" + payment,
                        "value",
                        31.90,
                        "settleId",
                        settled.text("settleId")));
        Shapes.changed(refunded, "refundId", payment, "R" + payment);
    }

    /** Only the sandbox can be made to be unable. */
    private static void unsupported(Scene scene) {
        if (!scene.target.sandbox()) {
            throw Failed.leftOut("only the sandbox can be made to be unable; use --sandbox");
        }
        var cancelled = scene.approved(9_999.44);
        manual(scene.gateway.cancel(cancelled, "C" + cancelled), "cancellationId", "cancel-manually");
        var payment = scene.approved(9_999.34);
        var settleId = scene.gateway.settle(payment, "S" + payment, 9_999.34).text("settleId");
        manual(scene.gateway.refund(payment, "R" + payment, settleId, 9_999.34), "refundId", "refund-manually");
        var stuck = scene.approved(9_999.24);
        var settled = scene.gateway.settle(stuck, "S" + stuck, 9_999.24);
        Shapes.refused(settled, "settleId", stuck, "S" + stuck);
        Failed.unless(!settled.body().contains("manually"), "a settlement was told to be done manually");
    }

    private static void manual(Answer answer, String idName, String code) {
        Failed.unless(answer.status() == 501, "HTTP " + answer.status() + " and not 501");
        Failed.unless(answer.isNull(idName), idName + " is not null");
        Failed.unless(answer.text("code").equals(code), "code is " + answer.text("code"));
    }
}
