package dev.pontage.payment;

import java.util.UUID;

/** One who wants to know that a call to an acquirer has ended and is written down, on this node. */
public interface CallEnded {

    /** Within the scope of the payment's tenant. What is thrown is nobody's. */
    void ended(UUID affiliation);
}
