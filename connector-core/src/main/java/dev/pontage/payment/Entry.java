package dev.pontage.payment;

/** What the journal says to one who wants to begin. */
sealed interface Entry {
    /** The payment as it stands. */
    Payment payment();

    /** Claimed: carry it out, and conclude it. */
    record Fresh(Payment payment, Operation operation, boolean replay) implements Entry {}

    /** Somebody is carrying it out. */
    record InFlight(Payment payment, Operation operation) implements Entry {}

    /**
     * It has been carried out, or is waiting for somebody: the payment's answer holds.
     *
     * @param called whether VTEX may have been called about it in vain
     */
    record Concluded(Payment payment, boolean called) implements Entry {}
}
