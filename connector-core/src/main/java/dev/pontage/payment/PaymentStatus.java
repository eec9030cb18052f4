package dev.pontage.payment;

import java.util.EnumSet;
import java.util.Set;

/** Where a payment stands. It only moves along this table; sums of settlements and refunds are kept beside it. */
public enum PaymentStatus {
    /** Claimed; nobody knows yet. */
    RECEIVED("undefined"),
    /** The shopper or the acquirer still has to act. */
    PENDING("undefined"),
    /** The money is reserved or taken. */
    AUTHORIZED("approved"),
    /** A part has been settled. */
    PARTLY_SETTLED("approved"),
    /** Everything has been settled. */
    SETTLED("approved"),
    /** A part has been settled and the rest was released. */
    RELEASED("approved"),
    /** A part of what was settled has been given back. */
    PARTLY_REFUNDED("approved"),
    /** All that was settled has been given back. */
    REFUNDED("approved"),
    /** A final no. */
    DENIED("denied"),
    /** Cancelled before anything was settled; also a payment that was cancelled before it was ever seen. */
    CANCELLED("denied"),
    /** Nobody paid in time. */
    EXPIRED("denied");

    private final String word;

    PaymentStatus(String word) {
        this.word = word;
    }

    /** VTEX's word for it. */
    public String word() {
        return word;
    }

    /** Whether nothing will be known later that is not known now about the authorization. */
    public boolean isDecided() {
        return this != RECEIVED && this != PENDING;
    }

    /** Whether it will never be paid: money that comes after all goes back. */
    public boolean isDead() {
        return this == DENIED || this == CANCELLED || this == EXPIRED;
    }

    /** Whether money can be settled now. */
    public boolean canSettle() {
        return this == AUTHORIZED || this == PARTLY_SETTLED || this == PARTLY_REFUNDED;
    }

    /** Where it can go from here. */
    public Set<PaymentStatus> next() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(PENDING, AUTHORIZED, DENIED, CANCELLED, EXPIRED);
            case PENDING -> EnumSet.of(AUTHORIZED, DENIED, CANCELLED, EXPIRED);
            case AUTHORIZED -> EnumSet.of(PARTLY_SETTLED, SETTLED, CANCELLED, EXPIRED);
            case PARTLY_SETTLED -> EnumSet.of(SETTLED, RELEASED, PARTLY_REFUNDED, REFUNDED);
            case SETTLED, RELEASED -> EnumSet.of(PARTLY_REFUNDED, REFUNDED);
            case PARTLY_REFUNDED -> EnumSet.of(REFUNDED, SETTLED, RELEASED);
            case REFUNDED, DENIED, CANCELLED, EXPIRED -> EnumSet.noneOf(PaymentStatus.class);
        };
    }

    /** Whether the table allows this step. */
    public boolean canBecome(PaymentStatus other) {
        return next().contains(other);
    }
}
