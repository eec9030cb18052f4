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

    /** The form that staff have set for the connector, whatever the address looks like. */
    Optional<Form> form(Payment payment);

    /** The two forms of a callback. */
    enum Form {
        /** With a body: own infrastructure. */
        NOTIFICATION,
        /** Without: VTEX asks again. */
        RETRY
    }
}
