package dev.pontage.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A payment as scripts see it. */
record PaymentView(
        String paymentId,
        String tenantId,
        UUID affiliationId,
        String connectorId,
        String plugin,
        Optional<String> pluginVersion,
        String paymentMethod,
        BigDecimal value,
        String currency,
        String status,
        String state,
        BigDecimal settledValue,
        BigDecimal refundedValue,
        boolean cancelled,
        Optional<String> tid,
        Optional<String> authorizationId,
        Optional<String> nsu,
        boolean inDoubt,
        Optional<String> review,
        Optional<String> code,
        Optional<String> message,
        Optional<String> orderId,
        Optional<String> transactionId,
        Instant createdAt,
        Optional<Instant> decidedAt) {

    /** The same with what happened. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Whole(
            @JsonUnwrapped PaymentView payment,
            List<Payments.Event> timeline,
            List<Payments.CallbackAttempt> callbacks) {}

    static PaymentView of(Payment it, Affiliation affiliation) {
        return new PaymentView(
                it.key(),
                affiliation.tenant(),
                it.affiliationId(),
                affiliation.connector(),
                it.plugin(),
                it.pluginVersion(),
                it.method(),
                it.amount().decimal(),
                it.amount().currency(),
                it.status().word(),
                it.status().name().toLowerCase(Locale.ROOT),
                it.settled().decimal(),
                it.refunded().decimal(),
                it.status() == PaymentStatus.CANCELLED || it.status() == PaymentStatus.RELEASED,
                it.identifiers().tid(),
                it.identifiers().authorizationId(),
                it.identifiers().nsu(),
                it.inDoubt(),
                it.review(),
                it.code(),
                it.message(),
                it.names().orderId(),
                it.names().transactionId(),
                it.createdAt(),
                it.decidedAt());
    }
}
