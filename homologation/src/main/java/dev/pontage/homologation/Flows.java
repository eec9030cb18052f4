package dev.pontage.homologation;

/** The seven flows of VTEX's own test suite, with its header and within its five seconds. */
final class Flows {
    private static final long LONGEST_MILLIS = 5_000;

    private Flows() {}

    static void run(Suite suite) {
        suite.run("Approved flow", "create, settle, refund", Flows::approved);
        suite.run("Denied flow", "create", Flows::denied);
        suite.run("Cancellation flow", "create, cancel", Flows::cancelled);
        suite.run("Async approved", "create, callback", it -> later(it, Scene.LATER_APPROVED, "approved"));
        suite.run("Async denied", "create, callback", it -> later(it, Scene.LATER_DENIED, "denied"));
        suite.run("Boleto flow", "create, callback", Flows::slip);
        suite.run(
                "Redirect flow",
                "create, callback",
                it -> redirect(it, it.offer().card()));
        suite.run(
                "Redirect flow",
                "create, callback, with a method of its own",
                it -> redirect(it, it.offer().page()));
    }

    private static Answer soon(Answer answer) {
        Failed.unless(answer.millis() < LONGEST_MILLIS, "it took " + answer.millis() + " ms; the test suite waits 5 s");
        return answer;
    }

    private static Answer create(Scene scene, Order order) {
        return soon(scene.asTestSuite(() -> scene.gateway.create(order)));
    }

    private static void approved(Scene scene) {
        var payment = Gateway.newId();
        Shapes.created(create(scene, scene.card(payment, Scene.APPROVED)), payment, "approved");
        var settled = soon(scene.asTestSuite(() -> scene.gateway.settle(payment, "S" + payment, 31.90)));
        var settleId = Shapes.changed(settled, "settleId", payment, "S" + payment);
        Shapes.worth(settled, 31.90);
        var refunded = soon(scene.asTestSuite(() -> scene.gateway.refund(payment, "R" + payment, settleId, 31.90)));
        Shapes.changed(refunded, "refundId", payment, "R" + payment);
        Shapes.worth(refunded, 31.90);
    }

    private static void denied(Scene scene) {
        var payment = Gateway.newId();
        Shapes.created(create(scene, scene.card(payment, Scene.DENIED)), payment, "denied");
    }

    private static void cancelled(Scene scene) {
        var payment = Gateway.newId();
        Shapes.created(create(scene, scene.card(payment, Scene.APPROVED)), payment, "approved");
        var answer = soon(scene.asTestSuite(() -> scene.gateway.cancel(payment, "C" + payment)));
        Shapes.changed(answer, "cancellationId", payment, "C" + payment);
        Failed.unless(answer.text("status").equals("cancelled"), "the test suite reads a status cancelled");
    }

    private static void later(Scene scene, String card, String status) {
        var payment = Gateway.newId();
        Shapes.created(create(scene, scene.card(payment, card)), payment, "undefined");
        scene.told(payment, status);
    }

    private static void slip(Scene scene) {
        var payment = Gateway.newId();
        var answer = create(scene, scene.order(payment, scene.offer().slip()));
        Shapes.created(answer, payment, "undefined");
        shows(answer, "bankIssueInvoiceUrl");
        scene.told(payment, "approved");
    }

    /** The test suite sends the redirect case with the text null as the card's number. */
    private static void redirect(Scene scene, String method) {
        var payment = Gateway.newId();
        var answer = create(scene, scene.order(payment, method).card("null"));
        Shapes.created(answer, payment, "undefined");
        shows(answer, "redirectUrl");
        scene.told(payment, "approved");
    }

    private static void shows(Answer answer, String alias) {
        Failed.unless(!answer.text("paymentUrl").isEmpty(), "paymentUrl is empty");
        Failed.unless(
                answer.text(alias).equals(answer.text("paymentUrl")),
                "the test suite reads " + alias + ", which is not the paymentUrl");
    }
}
