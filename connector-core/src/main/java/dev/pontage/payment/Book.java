package dev.pontage.payment;

import dev.pontage.plugin.Wholeness;
import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A payment while the journal changes it. What breaks the transition table or the conservation of money is refused. */
final class Book {
    private static final int LONGEST_REVIEW = 300;
    private static final String TOO_MANY =
            "The plugin wants more than 2 KB of references kept for this payment; the last ones were left out.";

    private final Payment before;
    Optional<String> pluginVersion;
    PaymentStatus status;
    boolean inDoubt;
    Optional<String> review;
    Identifiers identifiers;
    Optional<Money> maximum;
    Optional<String> code;
    Optional<String> message;
    Optional<NextStep> next;
    Delays delays;
    Optional<Instant> expiresAt;
    Optional<String> callbackUrl;
    Optional<Instant> decidedAt;
    Optional<Instant> authorizedAt;
    long ceiling;
    long settled;
    long refunded;
    long settling;
    long refunding;
    private boolean tooMany;

    Book(Payment payment) {
        before = payment;
        pluginVersion = payment.pluginVersion();
        status = payment.status();
        inDoubt = payment.inDoubt();
        review = payment.review();
        identifiers = payment.identifiers();
        maximum = payment.maximum();
        code = payment.code();
        message = payment.message();
        next = payment.next();
        delays = payment.delays();
        expiresAt = payment.expiresAt();
        callbackUrl = payment.callbackUrl();
        decidedAt = payment.decidedAt();
        authorizedAt = payment.authorizedAt();
        ceiling = payment.ceiling().minor();
        settled = payment.settled().minor();
        refunded = payment.refunded().minor();
        settling = payment.settling().minor();
        refunding = payment.refunding().minor();
    }

    /** Identifiers, once told to VTEX, are frozen; only what was empty is filled in. */
    void learn(Identifiers news) {
        identifiers = new Identifiers(
                identifiers.authorizationId().or(news::authorizationId),
                identifiers.tid().or(news::tid),
                identifiers.nsu().or(news::nsu),
                merged(news.references()));
    }

    void remember(Map<String, String> references) {
        identifiers = new Identifiers(
                identifiers.authorizationId(), identifiers.tid(), identifiers.nsu(), merged(references));
    }

    void say(String newCode, String newMessage) {
        code = newCode.isEmpty() ? code : Optional.of(cut(newCode, 100));
        message = newMessage.isEmpty() ? message : Optional.of(cut(newMessage, 500));
    }

    /** What a call came to is no news for a payment that has been decided otherwise. */
    void sayUndecided(String newCode, String newMessage) {
        if (!status.isDecided()) {
            say(newCode, newMessage);
        }
    }

    void become(PaymentStatus other) {
        if (other == status) {
            return;
        }
        if (!status.canBecome(other)) {
            throw new IllegalStateException("a payment that is " + status + " cannot become " + other);
        }
        status = other;
    }

    /** Puts the amount of a change aside. */
    void reserve(Operation change) {
        if (change.kind() == Operation.Kind.SETTLE) {
            settling += change.amount();
        } else if (change.kind() == Operation.Kind.REFUND) {
            refunding += change.amount();
        }
    }

    /** Gives the amount of a change that was not carried out free again. */
    void release(Operation change) {
        if (change.kind() == Operation.Kind.SETTLE) {
            settling -= change.amount();
        } else if (change.kind() == Operation.Kind.REFUND) {
            refunding -= change.amount();
        }
    }

    /** A change that had been put aside is done. */
    void carryOut(Operation change) {
        release(change);
        switch (change.kind()) {
            case SETTLE -> {
                settled += change.amount();
                restate();
            }
            case REFUND -> {
                refunded += change.amount();
                restate();
            }
            case CANCEL -> {
                if (status == PaymentStatus.PENDING || status == PaymentStatus.AUTHORIZED) {
                    become(PaymentStatus.CANCELLED);
                } else if (status == PaymentStatus.PARTLY_SETTLED) {
                    become(PaymentStatus.RELEASED);
                }
            }
            case VOID, CREATE, RESUME, INBOUND -> {}
        }
    }

    /** A change that had been believed done has failed. */
    void takeBack(Operation change, String why) {
        var released = status == PaymentStatus.RELEASED;
        switch (change.kind()) {
            case SETTLE -> settled -= change.amount();
            case REFUND -> refunded -= change.amount();
            case CANCEL -> released = false;
            case VOID, CREATE, RESUME, INBOUND -> {}
        }
        if (authorizedAt.isEmpty() || !change.isChange()) {
            // What was never authorized is not made so by a cancel that failed.
            review = Optional.of(why);
            return;
        }
        var freed = change.kind() == Operation.Kind.CANCEL && released(status);
        correct(freed ? unreleased() : bySums(released), why);
    }

    private static boolean released(PaymentStatus status) {
        return status == PaymentStatus.CANCELLED || status == PaymentStatus.RELEASED;
    }

    private PaymentStatus unreleased() {
        return settled == 0 ? PaymentStatus.AUTHORIZED : PaymentStatus.PARTLY_SETTLED;
    }

    /** The acquirer has taken back what it had said: the one way backwards, always for staff to see. */
    void correct(PaymentStatus other, String why) {
        status = other;
        review = Optional.of(why);
    }

    /** Where the sums alone put a payment that was authorized. */
    void restate() {
        var target = bySums(false);
        if (target == status || status.canBecome(target)) {
            become(target);
        } else {
            correct(target, "Money moved at the acquirer after the payment was over.");
        }
    }

    private PaymentStatus bySums(boolean released) {
        var all = settled >= before.amount().minor();
        if (settled == 0) {
            return released ? PaymentStatus.CANCELLED : PaymentStatus.AUTHORIZED;
        }
        if (refunded == settled) {
            return PaymentStatus.REFUNDED;
        }
        if (refunded > 0) {
            return PaymentStatus.PARTLY_REFUNDED;
        }
        if (all) {
            return PaymentStatus.SETTLED;
        }
        return released || status == PaymentStatus.RELEASED ? PaymentStatus.RELEASED : PaymentStatus.PARTLY_SETTLED;
    }

    Payment payment() {
        if (settled < 0 || settling < 0 || refunded < 0 || refunding < 0) {
            throw new IllegalStateException("a sum of payment " + before.id() + " would be negative");
        }
        if (settled + settling > ceiling || refunded + refunding > settled) {
            throw new IllegalStateException("money of payment " + before.id() + " would not be conserved");
        }
        var unit = before.amount();
        return new Payment(
                before.id(),
                before.tenantId(),
                before.connectorId(),
                before.affiliationId(),
                before.key(),
                before.plugin(),
                pluginVersion,
                before.method(),
                unit,
                unit.of(ceiling),
                unit.of(settled),
                unit.of(refunded),
                unit.of(settling),
                unit.of(refunding),
                before.installments(),
                status,
                inDoubt,
                (tooMany ? Optional.of(TOO_MANY) : review).map(it -> cut(it, LONGEST_REVIEW)),
                identifiers,
                maximum,
                code,
                message,
                next,
                delays,
                before.names(),
                expiresAt,
                callbackUrl,
                before.returnUrl(),
                before.testSuite(),
                before.createdAt(),
                decidedAt,
                authorizedAt);
    }

    /** What a plugin keeps adds up over a payment's life; what is too much in all is left out, for staff to see. */
    private Map<String, String> merged(Map<String, String> news) {
        var old = identifiers.references();
        if (news.isEmpty()) {
            return old;
        }
        var all = new HashMap<>(old);
        all.putAll(news);
        if (Wholeness.bytes(all) > Wholeness.MOST_REFERENCES) {
            tooMany = true;
            return old;
        }
        return all;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
