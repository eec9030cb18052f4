package dev.pontage.payment;

import java.util.UUID;

/** One who wants to know that what a call to an acquirer has brought is written down, on this node. */
public interface CallEnded {

    /** On the way of each payment: quick, and it throws nothing. */
    void ended(UUID affiliation);
}
