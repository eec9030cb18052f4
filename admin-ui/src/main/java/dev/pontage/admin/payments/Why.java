package dev.pontage.admin.payments;

import dev.pontage.payment.Payment;
import java.util.Locale;

/** Where a payment stands, what it waits for and the one sensible next step: keys of messages. */
record Why(String text, String step) {

    static Why of(Payment payment) {
        if (payment.review().isPresent()) {
            return new Why("why.review", "step.review");
        }
        if (payment.inDoubt()) {
            return new Why("why.doubt", "step.inquire");
        }
        var text = "why." + payment.status().name().toLowerCase(Locale.ROOT);
        return switch (payment.status()) {
            case RECEIVED, PENDING -> new Why(text, "step.inquire");
            case AUTHORIZED, PARTLY_SETTLED -> new Why(text, "step.settle");
            default -> new Why(text, "step.none");
        };
    }
}
