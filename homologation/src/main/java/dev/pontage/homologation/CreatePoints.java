package dev.pontage.homologation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** C2 and C3: creates and their repeats. */
final class CreatePoints {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int AT_ONCE = 20;

    private CreatePoints() {}

    static void run(Suite suite) {
        suite.run("C2", "approved carries its identifiers", CreatePoints::approved);
        suite.run("C2", "denied says why", CreatePoints::denied);
        suite.run("C2", "undefined has no authorization yet", CreatePoints::undefined);
        suite.run("C2", "Pix shows a code and its picture", CreatePoints::pix);
        suite.run("C2", "a bank invoice shows its numbers", CreatePoints::slip);
        suite.run("C2", "four fields are enough", CreatePoints::bare);
        suite.run("C3", "a repeat is the same payment", CreatePoints::repeated);
        suite.run("C3", "twenty at once are one payment", CreatePoints::atOnce);
        suite.run("C3", "a repeat with another amount charges nothing", CreatePoints::different);
    }

    private static void approved(Scene scene) {
        var payment = Gateway.newId();
        var answer = scene.gateway.create(scene.card(payment, Scene.APPROVED));
        Shapes.created(answer, payment, "approved");
        Failed.unless(!answer.text("tid").isEmpty(), "tid is empty");
        Failed.unless(!answer.text("authorizationId").isEmpty(), "authorizationId is empty");
        Failed.unless(
                !answer.json().has("maxValue") || answer.json().get("maxValue").isNumber(), "maxValue is no number");
    }

    private static void denied(Scene scene) {
        var payment = Gateway.newId();
        var answer = scene.gateway.create(scene.card(payment, Scene.DENIED));
        Shapes.created(answer, payment, "denied");
        Failed.unless(!answer.text("code").isEmpty(), "code is empty");
    }

    private static void undefined(Scene scene) {
        var payment = Gateway.newId();
        var answer = scene.gateway.create(scene.card(payment, Scene.LATER_APPROVED));
        Shapes.created(answer, payment, "undefined");
        Failed.unless(answer.isNull("authorizationId"), "authorizationId is not null");
    }

    private static void pix(Scene scene) {
        var payment = Gateway.newId();
        var answer = scene.gateway.create(scene.order(payment, scene.offer().pix()));
        Shapes.created(answer, payment, "undefined");
        Shapes.delays(answer, true);
        var app = answer.json().path("paymentAppData");
        Failed.unless(app.path("appName").asString("").equals("vtex.pix-payment"), "appName is " + app.path("appName"));
        Failed.unless(app.path("payload").isString(), "payload is not a text");
        var payload = JSON.readTree(app.path("payload").asString());
        Failed.unless(!payload.path("code").asString("").isEmpty(), "payload.code is empty");
        var picture = payload.path("qrCodeBase64Image").asString("");
        Failed.unless(picture.startsWith("iVBOR"), "payload.qrCodeBase64Image is no PNG without a prefix");
        Failed.unless(answer.isNull("authorizationId"), "authorizationId is not null");
    }

    private static void slip(Scene scene) {
        var payment = Gateway.newId();
        var answer = scene.gateway.create(scene.order(payment, scene.offer().slip()));
        Shapes.created(answer, payment, "undefined");
        Failed.unless(answer.text("paymentUrl").startsWith("http"), "paymentUrl is no address");
        Failed.unless(answer.text("identificationNumber").matches("\\d{47,48}"), "identificationNumber");
        Failed.unless(!answer.text("identificationNumberFormatted").isEmpty(), "identificationNumberFormatted");
        Failed.unless(answer.text("barCodeImageType").equals("i25"), "barCodeImageType");
        Failed.unless(answer.text("barCodeImageNumber").matches("\\d{44}"), "barCodeImageNumber");
    }

    /** Everything else may be missing or null. */
    private static void bare(Scene scene) {
        var payment = Gateway.newId();
        var body = "{\"paymentId\":\"" + payment + "\",\"paymentMethod\":\""
                + scene.offer().pix() + "\",\"value\":31.9,\"currency\":\"BRL\",\"card\":null,\"miniCart\":null,"
                + "\"recipients\":null,\"merchantSettings\":null,\"callbackUrl\":null}";
        Shapes.created(scene.gateway.post("/payments", body), payment, "undefined");
    }

    private static void repeated(Scene scene) {
        var payment = Gateway.newId();
        var order = scene.card(payment, Scene.APPROVED);
        same(scene.gateway.create(order), scene.gateway.create(order));
    }

    private static void same(Answer first, Answer other) {
        for (var name : new String[] {"status", "tid", "nsu", "authorizationId", "delayToCancel"}) {
            Failed.unless(
                    first.json().path(name).equals(other.json().path(name)),
                    name + " is " + other.json().path(name) + " after it was "
                            + first.json().path(name));
        }
    }

    private static void atOnce(Scene scene) {
        var order = scene.card(Gateway.newId(), Scene.APPROVED);
        var answers = new ArrayList<Future<Answer>>();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < AT_ONCE; i++) {
                answers.add(threads.submit(() -> {
                    start.await(5, TimeUnit.SECONDS);
                    return scene.gateway.create(order);
                }));
            }
            start.countDown();
        }
        var all = answers.stream().map(Future::resultNow).toList();
        all.forEach(it -> Failed.unless(it.status() == 200, "HTTP " + it.status()));
        // one that came while the first was under way may be told "undefined", never something else
        var whole = decided(all);
        whole.forEach(it -> same(whole.getFirst(), it));
        same(whole.getFirst(), scene.gateway.create(order));
    }

    private static List<Answer> decided(List<Answer> all) {
        var decided = all.stream()
                .filter(it -> !it.text("status").equals("undefined"))
                .toList();
        Failed.unless(!decided.isEmpty(), "no answer was decided");
        return decided;
    }

    private static void different(Scene scene) {
        var payment = Gateway.newId();
        var first = scene.gateway.create(scene.card(payment, Scene.APPROVED));
        same(first, scene.gateway.create(scene.card(payment, Scene.APPROVED).worth(99.90)));
        Shapes.refused(scene.gateway.settle(payment, "S" + payment, 99.90), "settleId", payment, "S" + payment);
    }
}
