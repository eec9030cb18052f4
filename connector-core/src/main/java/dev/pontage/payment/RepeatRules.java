package dev.pontage.payment;

import java.time.Instant;
import java.util.Optional;

/** What a repeat of a create brings, and when it may be sent again. */
interface RepeatRules {
    /** The newest counts. */
    Optional<String> callbackUrl();

    boolean mayReopen(Payment payment, Operation operation, Instant now);
}
