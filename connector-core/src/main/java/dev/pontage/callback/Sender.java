package dev.pontage.callback;

import dev.pontage.payment.CallbackQueue.Attempt;
import dev.pontage.payment.Payment;

/** Makes one attempt to tell VTEX how a payment stands. */
interface Sender {
    Attempt send(Payment payment);
}
