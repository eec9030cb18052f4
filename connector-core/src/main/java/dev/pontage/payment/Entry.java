package dev.pontage.payment;

/** What the journal says to one who wants to begin. */
sealed interface Entry {
    /** The payment as it stands. */
    Payment payment();

    /**
     * Claimed: carry it out, and conclude it.
     *
     * @param replay whether it was begun before
     * @param doubtful whether what was sent before may have taken effect: that this time nothing left says nothing of it
     */
    record Fresh(Payment payment, Operation operation, boolean replay, boolean doubtful) implements Entry {
        /** For the first time. */
        static Fresh first(Payment payment, Operation operation) {
            return new Fresh(payment, operation, false, false);
        }
    }

    /** Somebody is carrying it out. */
    record InFlight(Payment payment, Operation operation) implements Entry {}

    /**
     * It has been carried out, or is waiting for somebody: the payment's answer holds.
     *
     * @param called whether VTEX may have been called about it in vain
     */
    record Concluded(Payment payment, boolean called) implements Entry {}
}
