package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import java.time.Duration;
import java.util.Map;

/**
 * The door to the engine. Whatever crashes, repeats or races: nothing is charged twice, nothing is lost, and an unknown
 * outcome is never declared a known one. No method throws because of an acquirer.
 */
public interface PaymentEngine {

    /**
     * A payment as it stands.
     *
     * @param called whether VTEX may have been called about it in vain: a final answer ends that
     */
    record Answered(Payment payment, boolean called) {}

    /**
     * Authorizes, or answers a repeat with the payment as it stands. Takes the card's bytes: they are wiped in any case.
     *
     * @param within how long VTEX waits; after it the payment is answered as it stands, and the work goes on
     */
    Answered answer(Affiliation affiliation, NewPayment command, Duration within);

    /** The same, for those who need not know whether VTEX was called. */
    default Payment authorize(Affiliation affiliation, NewPayment command, Duration within) {
        return answer(affiliation, command, within).payment();
    }

    /** Cancels, settles or refunds, or repeats the recorded answer. */
    ChangeAnswer change(Affiliation affiliation, ChangeRequest request, Duration within);

    /** The shopper or his terminal acted: goes on with a pending payment. */
    Payment resume(Affiliation affiliation, String paymentKey, Map<String, String> parameters, Duration within);

    /** Asks the acquirer now what became of whatever is pending or in doubt. */
    Payment inquire(Affiliation affiliation, String paymentKey);
}
