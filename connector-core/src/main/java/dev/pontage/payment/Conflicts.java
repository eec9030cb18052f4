package dev.pontage.payment;

import dev.pontage.tenant.TenantJdbc;

/** Repeats that say something else than the first call: they are answered like it, and a person looks once. */
final class Conflicts {
    private static final int LONGEST = 300;

    private final OperationRows operations;
    private final PaymentRows payments;

    Conflicts(TenantJdbc jdbc) {
        this.operations = new OperationRows(jdbc);
        this.payments = new PaymentRows(jdbc);
    }

    void note(Payment payment, Operation first, String how) {
        // The payment before its operation, as everybody locks them.
        payments.lock(payment.id());
        if (operations.conflict(first, how)) {
            var why = "VTEX sent the same id with other contents, which were not carried out: " + how;
            payments.flag(payment, why.length() <= LONGEST ? why : why.substring(0, LONGEST));
        }
    }
}
