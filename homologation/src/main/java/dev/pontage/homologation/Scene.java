package dev.pontage.homologation;

import java.util.Optional;
import java.util.function.Supplier;

/** What every case plays with. */
final class Scene {
    static final String APPROVED = "4444333322221111";
    static final String DENIED = "4444333322221112";
    static final String LATER_APPROVED = "4222222222222224";
    static final String LATER_DENIED = "4222222222222225";

    final Target target;
    final Gateway gateway;
    final Callbacks callbacks;
    private Optional<Offer> offer = Optional.empty();

    Scene(Target target, Gateway gateway, Callbacks callbacks) {
        this.target = target;
        this.gateway = gateway;
        this.callbacks = callbacks;
    }

    Offer offer() {
        if (offer.isEmpty()) {
            offer = Optional.of(Offer.of(gateway.get("/manifest"), target.methods()));
        }
        return offer.get();
    }

    Order order(String payment, String method) {
        return Order.of(payment, method, callbacks.address(payment));
    }

    Order card(String payment, String number) {
        return order(payment, offer().card()).card(number);
    }

    /** A new approved payment; its name. */
    String approved() {
        return approved(31.90);
    }

    String approved(double value) {
        var payment = Gateway.newId();
        var answer = gateway.create(card(payment, APPROVED).worth(value));
        Shapes.created(answer, payment, "approved");
        return payment;
    }

    /** The callback of a payment, which must come in time and to the very address. */
    Answer told(String payment, String status) {
        var callback = callbacks
                .next(payment, target.patience().toMillis())
                .orElseThrow(() ->
                        Failed.because("no callback within " + target.patience().toSeconds() + " s"));
        gateway.received(callback);
        Failed.unless(
                callback.target().equals(callbacks.path(payment)),
                "the callback came to another address than it was given");
        for (var name : new String[] {"X-VTEX-API-AppKey", "X-VTEX-API-AppToken"}) {
            Failed.unless(!callback.headers().getOrDefault(name, "").isBlank(), "the callback has no header " + name);
        }
        var told = new Answer(200, "application/json", "", callback.body(), 0);
        Failed.unless(told.text("paymentId").equals(payment), "the callback names another paymentId");
        Failed.unless(
                told.text("status").equals(status), "the callback says " + told.text("status") + " and not " + status);
        Shapes.delays(told, false);
        return told;
    }

    /** Does something with the header of VTEX's test suite. */
    <T> T asTestSuite(Supplier<T> work) {
        gateway.asTestSuite(true);
        try {
            return work.get();
        } finally {
            gateway.asTestSuite(false);
        }
    }
}
