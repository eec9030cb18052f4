package dev.pontage.payment;

import java.util.UUID;

/** What a person had to look at, and has. */
public interface Reviews {

    /** Says that a person has looked: the payment is no longer marked. Its money is left as it stands. */
    Payment close(UUID payment);
}
