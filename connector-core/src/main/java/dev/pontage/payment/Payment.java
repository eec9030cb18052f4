package dev.pontage.payment;

import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A payment as it stands. A value: only the journal makes a changed one.
 *
 * @param id ours
 * @param key VTEX's paymentId
 * @param ceiling up to which it may be settled
 * @param settling settlements that are on their way
 * @param refunding refunds that are on their way
 * @param review why a person must look at it
 * @param authorizedAt when it was, if it ever was
 * @param delays as told to VTEX in the first answer, and never changed
 */
public record Payment(
        UUID id,
        UUID tenantId,
        UUID connectorId,
        UUID affiliationId,
        String key,
        String plugin,
        Optional<String> pluginVersion,
        String method,
        Money amount,
        Money ceiling,
        Money settled,
        Money refunded,
        Money settling,
        Money refunding,
        int installments,
        PaymentStatus status,
        boolean inDoubt,
        Optional<String> review,
        Identifiers identifiers,
        Optional<Money> maximum,
        Optional<String> code,
        Optional<String> message,
        Optional<NextStep> next,
        Delays delays,
        Names names,
        Optional<Instant> expiresAt,
        Optional<String> callbackUrl,
        Optional<String> returnUrl,
        boolean testSuite,
        Instant createdAt,
        Optional<Instant> decidedAt,
        Optional<Instant> authorizedAt) {

    /** How VTEX's people call it. */
    public record Names(Optional<String> orderId, Optional<String> transactionId, Optional<String> reference) {}

    /** The payment after a change. The journal alone calls this, within its transaction. */
    Payment apply(Consumer<Book> change) {
        var book = new Book(this);
        change.accept(book);
        return book.payment();
    }

    /** What can still be settled. */
    public Money unsettled() {
        return amount.of(Math.max(0, amount.minor() - settled.minor() - settling.minor()));
    }

    /** What can still be refunded. */
    public Money refundable() {
        return amount.of(settled.minor() - refunded.minor() - refunding.minor());
    }

    /** Whether the time to authorize it is over: nothing is sent for it any more. */
    public boolean isExpired(Instant now) {
        return expiresAt.map(it -> !it.isAfter(now)).orElse(false);
    }

    /** Whether nothing was ever authorized under this key because it was cancelled before it was seen. */
    public boolean isTombstone() {
        return status == PaymentStatus.CANCELLED && amount.minor() == 0 && plugin.isEmpty();
    }
}
