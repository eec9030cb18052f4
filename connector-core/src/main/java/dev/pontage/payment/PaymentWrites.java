package dev.pontage.payment;

import dev.pontage.tenant.Sent;
import dev.pontage.tenant.TenantJdbc;
import java.util.List;

/** The only way to write how a payment stands: whoever remembers it hears of that. */
final class PaymentWrites {
    private final PaymentRows rows;
    private final Remembered remembered;

    PaymentWrites(TenantJdbc jdbc, Remembered remembered) {
        this.rows = new PaymentRows(jdbc);
        this.remembered = remembered;
    }

    void update(Payment payment) {
        remembered.change(List.of(payment));
        rows.update(payment);
    }

    /** Payments of whichever tenants that are locked. */
    Sent changing(List<Payment> all) {
        remembered.change(all);
        return rows.changing(all);
    }

    /** Those of these that are as they were inserted. */
    Sent changingFresh(List<Decision> all) {
        remembered.change(all.stream().map(Decision::after).toList());
        return rows.changingFresh(all);
    }
}
