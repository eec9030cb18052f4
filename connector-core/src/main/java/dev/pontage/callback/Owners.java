package dev.pontage.callback;

import dev.pontage.affiliation.Connector.CallbackKeys;
import dev.pontage.payment.Payment;
import java.util.Optional;

/** With whose keys VTEX is told: those of the connector's owner. */
interface Owners {

    /** The keys, or nothing if VTEX cannot be told without them. */
    Optional<CallbackKeys> keys(Payment payment);

    /** How people call the acquirer. */
    String acquirer(Payment payment);
}
