package dev.pontage.adyen;

import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.Recipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From our records to Adyen's bodies. */
final class AdyenMessages {
    private AdyenMessages() {}

    /** Fills a body that names the merchant account. */
    static Json payment(Json body, Authorization it, Instant now) {
        var amount = it.verificationOnly() ? it.amount().of(0) : it.amount();
        body.put("reference", AdyenTexts.reference(it.paymentId()))
                .put("amount", amount(amount))
                .put("returnUrl", it.returnUrl())
                .put("shopperInteraction", interaction(it))
                .put("merchantOrderReference", AdyenTexts.cut(it.order().orderId(), 1000))
                .put("metadata", metadata(it));
        buyer(body, it.buyer());
        method(body, it, now);
        if (it.installments().count() > 1) {
            body.put(
                    "installments", Json.object().put("value", it.installments().count()));
        }
        return splits(body, it.recipients());
    }

    private static void method(Json body, Authorization it, Instant now) {
        switch (it.method()) {
            case PaymentMethod.Card card -> body.put("paymentMethod", card("scheme", card.card()));
            case PaymentMethod.NetworkToken token -> {
                body.put("paymentMethod", card("networkToken", token.card()));
                body.put("mpiData", token(token));
            }
            case PaymentMethod.Pix pix -> {
                body.put("paymentMethod", type("pix"));
                body.put("sessionValidity", until(it, now));
            }
            case PaymentMethod.BankInvoice slip -> {
                body.put("paymentMethod", type("boletobancario"));
                body.put("deliveryDate", until(it, now));
            }
            default ->
                throw new IllegalArgumentException(
                        "refused before: " + it.method().name());
        }
        if (it.method() instanceof PaymentMethod.WithCard) {
            // We settle when VTEX says so; and the bank's page is shown, since there is no script of ours in the shop.
            body.put("additionalData", Json.object().put("manualCapture", "true"))
                    .put(
                            "authenticationData",
                            Json.object()
                                    .put("threeDSRequestData", Json.object().put("nativeThreeDS", "disabled")));
        }
    }

    private static Json card(String type, PaymentMethod.CardParts card) {
        return type(type)
                .put("number", card.number().placeholder())
                .put("expiryMonth", filled(card.expiryMonth()))
                .put("expiryYear", filled(card.expiryYear()))
                .put("holderName", card.holder().map(it -> it.placeholder()))
                .put("cvc", card.csc().map(it -> it.placeholder()));
    }

    /** A wallet has authenticated the shopper; its cryptogram proves that. */
    private static Json token(PaymentMethod.NetworkToken it) {
        return Json.object()
                .put("tokenAuthenticationVerificationValue", it.cryptogram().placeholder())
                .put("eci", it.eci())
                .put("authenticationResponse", "Y")
                .put("directoryResponse", "Y");
    }

    private static Json type(String type) {
        return Json.object().put("type", type);
    }

    /** Counted from the first time it was asked for: Adyen refuses another body under the same key. */
    private static String until(Authorization it, Instant now) {
        return it.begunAt()
                .orElse(now)
                .plus(it.validity())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String interaction(Authorization it) {
        return it.buyer().device().interaction().toLowerCase(Locale.ROOT).startsWith("subscription")
                ? "ContAuth"
                : "Ecommerce";
    }

    private static Optional<Json> metadata(Authorization it) {
        return Optional.of(it.paymentId().value())
                .filter(id -> id.length() <= 80)
                .map(id -> Json.object().put("paymentId", id));
    }

    private static void buyer(Json body, Buyer it) {
        body.put("shopperName", name(it))
                .put("shopperEmail", AdyenTexts.email(it.email()))
                .put("shopperIP", AdyenTexts.ip(it.device().ipAddress()))
                .put("telephoneNumber", AdyenTexts.phone(it.phone()))
                .put("socialSecurityNumber", AdyenTexts.document(document(it)))
                .put("billingAddress", it.billing().or(it::shipping).flatMap(AdyenMessages::address))
                .put("deliveryAddress", it.shipping().flatMap(AdyenMessages::address));
    }

    private static String document(Buyer it) {
        return it.company()
                .map(Buyer.Company::document)
                .filter(doc -> !doc.isBlank())
                .orElse(it.document());
    }

    /** Both names are wanted; somebody with one name has it twice. */
    private static Optional<Json> name(Buyer it) {
        var first = AdyenTexts.cut(it.firstName(), 80);
        var last = AdyenTexts.cut(it.lastName(), 80);
        return first.or(() -> last)
                .map(name -> Json.object().put("firstName", name).put("lastName", last.orElse(name)));
    }

    /** Whole or not at all: Adyen refuses half an address. */
    private static Optional<Json> address(Buyer.Address it) {
        var country = AdyenTexts.country(it.country());
        var street = AdyenTexts.cut(it.street(), 3000);
        var city = AdyenTexts.cut(it.city(), 3000);
        var postalCode = AdyenTexts.cut(it.postalCode(), 10);
        if (country.isEmpty() || street.isEmpty() || city.isEmpty() || postalCode.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Json.object()
                .put("country", country)
                .put("street", street)
                .put("houseNumberOrName", AdyenTexts.cut(it.number(), 3000).orElse("N/A"))
                .put("city", city)
                .put("postalCode", postalCode)
                .put("stateOrProvince", AdyenTexts.cut(it.state(), 50).filter(state -> state.length() <= 3)));
    }

    /** A capture or refund of an amount. */
    static Json amountOf(Json body, Change it, Money amount, List<Recipient> recipients) {
        return splits(named(body, it).put("amount", amount(amount)), recipients);
    }

    /** The payment's reference stays the change's too, so that every webhook names the payment. */
    static Json named(Json body, Change it) {
        return body.put("reference", AdyenTexts.reference(it.paymentId()));
    }

    /** The marketplace's part is its commission; each seller has a balance account by the recipient's id. */
    private static Json splits(Json body, List<Recipient> recipients) {
        if (recipients.isEmpty()) {
            return body;
        }
        return body.put("splits", recipients.stream().map(AdyenMessages::split).toList());
    }

    private static Json split(Recipient it) {
        var part = Json.object().put("amount", amount(it.amount())).put("reference", AdyenTexts.cut(it.id(), 80));
        return it.role().equalsIgnoreCase("marketplace")
                ? part.put("type", "Commission")
                : part.put("type", "BalanceAccount").put("account", it.id());
    }

    private static Json amount(Money it) {
        return Json.object().put("currency", it.currency()).put("value", it.minor());
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
