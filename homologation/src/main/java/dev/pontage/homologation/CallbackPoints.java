package dev.pontage.homologation;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** C4: how the gateway is told. */
final class CallbackPoints {
    /** Long enough for a second, contradictory callback to show. */
    private static final long QUIET_MILLIS = 3_000;

    private CallbackPoints() {}

    static void run(Suite suite) {
        suite.run("C4", "the callback is final when it comes, and comes once", CallbackPoints::once);
        suite.run("C4", "a callback that fails is sent again", CallbackPoints::again);
        suite.run("C4", "a final answer is not told a second time", CallbackPoints::silence);
    }

    private static void once(Scene scene) {
        var payment = Gateway.newId();
        var order = scene.card(payment, Scene.LATER_APPROVED);
        var seen = new AtomicReference<>("nothing");
        scene.callbacks.answer(payment, it -> {
            seen.set(scene.gateway.create(order).text("status"));
            return 200;
        });
        Shapes.created(scene.gateway.create(order), payment, "undefined");
        scene.told(payment, "approved");
        var said = String.valueOf(seen.get());
        Failed.unless(said.equals("approved"), "while the callback came a repeat was answered " + said);
        Failed.unless(scene.callbacks.next(payment, QUIET_MILLIS).isEmpty(), "a second callback came");
    }

    private static void again(Scene scene) {
        var payment = Gateway.newId();
        var failures = new AtomicInteger();
        scene.callbacks.answer(payment, it -> failures.incrementAndGet() == 1 ? 500 : 200);
        Shapes.created(scene.gateway.create(scene.card(payment, Scene.LATER_APPROVED)), payment, "undefined");
        scene.told(payment, "approved");
        scene.told(payment, "approved");
    }

    private static void silence(Scene scene) {
        var payment = scene.approved();
        Failed.unless(
                scene.callbacks.next(payment, QUIET_MILLIS).isEmpty(), "a callback came although the answer was final");
    }
}
