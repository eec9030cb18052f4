package dev.pontage.adyen;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.PaymentId;
import java.net.URI;
import java.util.Optional;

/** Adyen's answers as outcomes. What is not in the table is never guessed. */
final class AdyenReplies {
    /** Kept with a payment whose money is taken at once, since it is undone in another way. */
    static final String TAKEN_AT_ONCE = "atOnce";

    private AdyenReplies() {}

    static Authorization.Outcome authorized(AdyenApi.Reply reply, PaymentId payment) {
        var body = reply.body();
        if (!reply.ok()) {
            return Denied.of(
                    AdyenDeclines.ofError(reply.code(), body.at("message").text()));
        }
        var code = body.at("resultCode").text();
        return switch (code) {
            case "Authorised" -> new Approved(identifiers(body, payment), Optional.empty(), code, "");
            case "Refused", "Cancelled" -> new Denied(identifiers(body, payment), refusal(body, code));
            case "Error" ->
                body.at("refusalReasonCode").filled().isPresent()
                        ? new Denied(identifiers(body, payment), refusal(body, code))
                        : pending(body, payment, code);
            default -> pending(body, payment, code);
        };
    }

    /** Whether less was authorized than asked for, which VTEX knows nothing of. */
    static boolean isPart(AdyenApi.Reply reply) {
        return reply.ok() && reply.body().at("resultCode").text().equals("PartiallyAuthorised");
    }

    private static Pending pending(Json body, PaymentId payment, String code) {
        return new Pending(identifiers(body, payment), next(body.at("action")), Optional.empty(), code, "");
    }

    private static Decline refusal(Json body, String resultCode) {
        return AdyenDeclines.of(
                body.at("refusalReasonCode").filled().orElse(resultCode),
                body.at("refusalReason").filled().orElse(resultCode));
    }

    /** Webhooks name a payment by our reference: where that is not its id, it is kept for the host to find it by. */
    private static Identifiers identifiers(Json body, PaymentId payment) {
        var psp = body.at("pspReference").filled();
        return new Identifiers(
                psp, psp, body.at("additionalData").at("authCode").filled(), AdyenTexts.references(payment));
    }

    private static NextStep next(Json action) {
        return switch (action.at("type").text()) {
            case "redirect" -> redirect(action);
            case "qrCode" ->
                action.at("qrCodeData")
                        .filled()
                        .<NextStep>map(NextStep.ShowCode::new)
                        .orElseGet(NextStep.Wait::new);
            case "voucher" -> slip(action);
            default -> new NextStep.Wait();
        };
    }

    /** Only an address that a browser can simply go to. */
    private static NextStep redirect(Json action) {
        return uri(action.at("url"))
                .filter(it -> !action.at("method").text().equalsIgnoreCase("POST"))
                .<NextStep>map(NextStep.Redirect::new)
                .orElseGet(NextStep.Wait::new);
    }

    private static NextStep slip(Json action) {
        var line = action.at("reference").text();
        var digits = line.replaceAll("\\D", "");
        return digits.isEmpty()
                ? new NextStep.Wait()
                : new NextStep.ShowInvoice(
                        uri(action.at("downloadUrl")).or(() -> uri(action.at("url"))), digits, line, barCode(digits));
    }

    /** The bars of a Brazilian slip, from its line of 47 digits, which has the same digits in another order. */
    static String barCode(String line) {
        return line.length() == 47
                ? line.substring(0, 4)
                        + line.substring(32, 47)
                        + line.substring(4, 9)
                        + line.substring(10, 20)
                        + line.substring(21, 31)
                : line;
    }

    private static Optional<URI> uri(Json text) {
        try {
            return text.filled().map(URI::create).filter(it -> it.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Change.Outcome changed(AdyenApi.Reply reply) {
        var body = reply.body();
        if (!reply.ok()) {
            return new Change.Refused(
                    AdyenDeclines.ofError(reply.code(), body.at("message").text()));
        }
        if (!body.at("status").text().equals("received")) {
            throw AcquirerException.inDoubt("a change was answered with another status than \"received\"");
        }
        return new Change.InProgress(body.at("pspReference").filled(), java.util.Map.of());
    }
}
