package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.policy.Delays;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.tenant.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Payments at their first moment. */
final class PaymentDrafts {
    /** Those that there are have less; a payment by any other is kept as refused. */
    private static final int LONGEST_METHOD = 100;

    private static final Money NOTHING = new Money(0, "XXX", 2);
    private static final Payment.Names NAMELESS =
            new Payment.Names(Optional.empty(), Optional.empty(), Optional.empty());

    private PaymentDrafts() {}

    /** @param plugin as it is today, if it is there */
    static Payment received(
            Affiliation affiliation,
            Optional<PluginDescriptor> plugin,
            NewPayment command,
            Delays delays,
            Instant now) {
        return draft(
                affiliation.tenantId(),
                affiliation.connectorId(),
                affiliation.id(),
                command.key(),
                affiliation.plugin(),
                plugin.map(PluginDescriptor::version),
                command.method()
                        .substring(0, Math.min(LONGEST_METHOD, command.method().length())),
                command.amount(),
                command.installments().count(),
                PaymentStatus.RECEIVED,
                delays,
                new Payment.Names(
                        filled(command.order().orderId()),
                        filled(command.order().transactionId()),
                        filled(command.order().reference())),
                Optional.of(now.plusSeconds(delays.toCancel())),
                command.callbackUrl(),
                command.returnUrl(),
                command.testSuite(),
                now,
                Optional.empty());
    }

    /** Of a payment that was cancelled before it was seen. */
    static Payment tombstone(UUID tenant, UUID connector, UUID affiliation, String key, Instant now) {
        return draft(
                tenant,
                connector,
                affiliation,
                key,
                "",
                Optional.empty(),
                "",
                NOTHING,
                1,
                PaymentStatus.CANCELLED,
                new Delays(600, 0, 0),
                NAMELESS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                now,
                Optional.of(now));
    }

    /** What a repeat is compared by; nothing of the card, and nothing that VTEX renews. */
    static String fingerprint(NewPayment command) {
        var recipients = command.recipients().stream()
                .sorted(Comparator.comparing(Recipient::id))
                .map(it -> it.id() + "=" + it.amount().plain())
                .collect(Collectors.joining(","));
        var text = command.amount() + " by " + command.method() + " in "
                + command.installments().count() + (recipients.isEmpty() ? "" : " to " + recipients);
        return text.length() <= 2000 ? text : text.substring(0, 2000);
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text.substring(0, Math.min(200, text.length())));
    }

    private static Payment draft(
            UUID tenant,
            UUID connector,
            UUID affiliation,
            String key,
            String plugin,
            Optional<String> version,
            String method,
            Money amount,
            int installments,
            PaymentStatus status,
            Delays delays,
            Payment.Names names,
            Optional<Instant> expires,
            Optional<String> callback,
            Optional<String> returns,
            boolean testSuite,
            Instant now,
            Optional<Instant> decided) {
        var zero = amount.of(0);
        return new Payment(
                Ids.next(),
                tenant,
                connector,
                affiliation,
                key,
                plugin,
                version,
                method,
                amount,
                amount,
                zero,
                zero,
                zero,
                zero,
                installments,
                status,
                false,
                Optional.empty(),
                Identifiers.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                delays,
                names,
                expires,
                callback,
                returns,
                testSuite,
                now,
                decided,
                Optional.empty());
    }
}
