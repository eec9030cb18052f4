package dev.pontage.payment;

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
    private final Payment before;
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
    long ceiling;
    long settled;
    long refunded;
    long settling;
    long refunding;

    Book(Payment payment) {
        before = payment;
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
                merged(identifiers.references(), news.references()));
    }

    void remember(Map<String, String> references) {
        identifiers = new Identifiers(
                identifiers.authorizationId(),
                identifiers.tid(),
                identifiers.nsu(),
                merged(identifiers.references(), references));
    }

    void say(String newCode, String newMessage) {
        code = newCode.isEmpty() ? code : Optional.of(cut(newCode, 100));
        message = newMessage.isEmpty() ? message : Optional.of(cut(newMessage, 500));
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

    /** Where the sums alone put a payment that was authorized. */
    void restate(boolean released) {
        var all = settled >= before.amount().minor();
        PaymentStatus target;
        if (settled == 0) {
            target = released ? PaymentStatus.CANCELLED : PaymentStatus.AUTHORIZED;
        } else if (refunded == settled) {
            target = PaymentStatus.REFUNDED;
        } else if (refunded > 0) {
            target = PaymentStatus.PARTLY_REFUNDED;
        } else if (all) {
            target = PaymentStatus.SETTLED;
        } else {
            target = released || status == PaymentStatus.RELEASED
                    ? PaymentStatus.RELEASED
                    : PaymentStatus.PARTLY_SETTLED;
        }
        become(target);
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
                before.pluginVersion(),
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
                review,
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
                decidedAt);
    }

    private static Map<String, String> merged(Map<String, String> old, Map<String, String> news) {
        if (news.isEmpty()) {
            return old;
        }
        var all = new HashMap<>(old);
        all.putAll(news);
        return all;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
