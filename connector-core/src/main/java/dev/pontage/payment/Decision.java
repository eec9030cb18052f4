package dev.pontage.payment;

/** What an outcome means for a payment, decided by the journal while the payment is locked. */
record Decision(Payment before, Conclusion conclusion, Payment after) {
    boolean changes() {
        return !after.equals(before);
    }
}
