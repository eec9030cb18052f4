package dev.pontage.payment;

import dev.pontage.policy.Delays;
import dev.pontage.secret.TokenHash;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.spi.payment.RequestId;
import dev.pontage.spi.payment.Resume;
import dev.pontage.transport.CardData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** From journal rows to what a plugin is asked. */
@Component
class Commands {
    private final String publicUrl;
    private final TokenHash hashes;

    Commands(@Value("${pontage.public-url:http://localhost:8080}") String publicUrl, TokenHash hashes) {
        this.publicUrl = publicUrl;
        this.hashes = hashes;
    }

    Authorization authorization(
            Payment payment, Operation operation, NewPayment command, PluginDescriptor descriptor, boolean replay) {
        return new Authorization(
                new PaymentId(payment.key()),
                request(operation),
                payment.amount(),
                method(command, descriptor),
                command.installments(),
                command.buyer(),
                command.cart(),
                command.order(),
                command.recipients(),
                validity(payment.delays()),
                returnUrl(payment),
                command.customCode(),
                command.verificationOnly(),
                begun(command.metadata(), operation.createdAt()),
                replay,
                payment.identifiers().references());
    }

    /** A command that is sent again must read the same, dates included. */
    private static Map<String, String> begun(Map<String, String> metadata, Instant at) {
        var all = new HashMap<>(metadata);
        all.put(Authorization.BEGUN_AT, at.toString());
        return all;
    }

    private static Duration validity(Delays delays) {
        return Duration.ofSeconds(delays.toCancel());
    }

    /** Where the acquirer sends the shopper back to: ours, for this payment. */
    private URI returnUrl(Payment payment) {
        var what = payment.affiliationId() + "/" + payment.id();
        return URI.create(publicUrl + "/shopper/return/" + what + "/" + hashes.seal(what));
    }

    private static PaymentMethod method(NewPayment command, PluginDescriptor descriptor) {
        var name = command.method();
        if (command.card().isPresent()) {
            var given = command.card().get();
            var token = given.data().field(CardData.Part.TOKEN);
            if (token.isPresent()) {
                return new PaymentMethod.SavedCard(
                        name, token.get(), given.data().field(CardData.Part.CSC));
            }
            var parts = parts(given);
            var cryptogram = given.data().field(CardData.Part.CRYPTOGRAM);
            return cryptogram.isPresent()
                    ? new PaymentMethod.NetworkToken(name, parts, cryptogram.get(), given.eci(), given.wallet())
                    : new PaymentMethod.Card(name, parts);
        }
        return plain(name, descriptor);
    }

    private static PaymentMethod.CardParts parts(NewPayment.CardGiven given) {
        var data = given.data();
        return new PaymentMethod.CardParts(
                data.field(CardData.Part.NUMBER)
                        .orElseThrow(() -> new IllegalStateException("a card without a number")),
                data.field(CardData.Part.HOLDER),
                data.field(CardData.Part.CSC),
                data.field(CardData.Part.DOCUMENT),
                given.expiryMonth(),
                given.expiryYear(),
                given.bin(),
                given.last());
    }

    private static PaymentMethod plain(String name, PluginDescriptor descriptor) {
        var flow = descriptor.method(name).map(PluginDescriptor.Method::flow);
        return switch (flow.orElse(PluginDescriptor.Flow.DIRECT)) {
            case PIX -> new PaymentMethod.Pix(name);
            case BANK_INVOICE -> new PaymentMethod.BankInvoice(name);
            case TERMINAL -> new PaymentMethod.Terminal(name, Optional.empty());
            default -> new PaymentMethod.Other(name);
        };
    }

    Change change(Payment payment, Operation operation, List<Recipient> recipients) {
        var id = new PaymentId(payment.key());
        var request = request(operation);
        var amount = payment.amount().of(operation.amount());
        var before = operation.before().orElseGet(() -> Operation.Sums.of(payment));
        var settled = payment.amount().of(before.settled());
        return switch (operation.kind()) {
            case SETTLE ->
                new Change.Settle(
                        id,
                        request,
                        payment.identifiers(),
                        amount,
                        payment.amount(),
                        settled,
                        before.settled() + operation.amount()
                                >= payment.amount().minor(),
                        recipients);
            case REFUND ->
                new Change.Refund(
                        id,
                        request,
                        payment.identifiers(),
                        amount,
                        settled,
                        payment.amount().of(before.refunded()),
                        operation.from(),
                        recipients);
            case CANCEL, VOID, CREATE, RESUME, INBOUND ->
                new Change.Cancel(id, request, payment.identifiers(), payment.unsettled(), payment.amount());
        };
    }

    /** About the authorization itself. */
    Inquiry authorizationInquiry(Payment payment, PluginDescriptor descriptor) {
        return new Inquiry(
                new PaymentId(payment.key()),
                payment.identifiers(),
                plain(payment.method(), descriptor),
                payment.amount(),
                Optional.empty());
    }

    Inquiry inquiry(Payment payment, Operation operation, PluginDescriptor descriptor) {
        if (operation.kind() == Operation.Kind.CREATE || operation.kind() == Operation.Kind.RESUME) {
            return authorizationInquiry(payment, descriptor);
        }
        return new Inquiry(
                new PaymentId(payment.key()),
                payment.identifiers(),
                plain(payment.method(), descriptor),
                payment.amount(),
                Optional.of(change(payment, operation, List.of())));
    }

    Inbound inbound(Payment payment, Operation operation, String action, String body) {
        return new Inbound(
                new PaymentId(payment.key()),
                request(operation),
                payment.identifiers(),
                payment.amount(),
                action,
                body);
    }

    Resume resume(Payment payment, Operation operation, Map<String, String> parameters, PluginDescriptor descriptor) {
        return new Resume(
                new PaymentId(payment.key()),
                request(operation),
                payment.identifiers(),
                payment.amount(),
                plain(payment.method(), descriptor),
                parameters);
    }

    private static RequestId request(Operation operation) {
        return new RequestId(operation.requestName(), operation.key());
    }
}
