package dev.pontage.adyen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What makes a request one of Adyen's, as far as the fact sheet says: fields that are known, wanted, and long enough. */
final class AdyenRules {
    private static final Set<String> PAYMENT = Set.of(
            "amount",
            "merchantAccount",
            "paymentMethod",
            "reference",
            "returnUrl",
            "additionalData",
            "authenticationData",
            "billingAddress",
            "captureDelayHours",
            "deliveryAddress",
            "deliveryDate",
            "installments",
            "merchantOrderReference",
            "metadata",
            "mpiData",
            "sessionValidity",
            "shopperEmail",
            "shopperIP",
            "shopperInteraction",
            "shopperName",
            "socialSecurityNumber",
            "splits",
            "store",
            "subMerchants",
            "telephoneNumber");
    private static final Set<String> CHANGE = Set.of("merchantAccount", "reference", "amount", "splits");
    private static final Set<String> CANCEL = Set.of("merchantAccount", "reference");
    private static final Map<String, Set<String>> INSIDE = Map.of(
            "amount", Set.of("currency", "value"),
            "shopperName", Set.of("firstName", "lastName"),
            "billingAddress", Set.of("country", "street", "houseNumberOrName", "city", "postalCode", "stateOrProvince"),
            "deliveryAddress",
                    Set.of("country", "street", "houseNumberOrName", "city", "postalCode", "stateOrProvince"),
            "installments", Set.of("value"),
            "details", Set.of("redirectResult", "payload", "MD", "PaRes"),
            "paymentMethod",
                    Set.of("type", "number", "expiryMonth", "expiryYear", "cvc", "holderName", "storedPaymentMethodId"),
            "mpiData",
                    Set.of(
                            "tokenAuthenticationVerificationValue",
                            "eci",
                            "authenticationResponse",
                            "directoryResponse"));

    private AdyenRules() {}

    static Optional<String> objection(String path, Map<?, ?> body) {
        var known = known(path);
        return unknown(body, known)
                .or(() -> INSIDE.entrySet().stream()
                        .flatMap(it -> body.get(it.getKey()) instanceof Map<?, ?> inner
                                ? unknown(inner, it.getValue()).stream()
                                : java.util.stream.Stream.empty())
                        .findFirst())
                .or(() -> missing(path, body))
                .or(() -> tooLong(body));
    }

    private static Set<String> known(String path) {
        return switch (path) {
            case "/v72/payments" -> PAYMENT;
            case "/v72/payments/details" -> Set.of("details");
            case "/v72/cancels" -> Set.of("merchantAccount", "reference", "paymentReference");
            case "/v72/paymentMethods" -> Set.of("merchantAccount");
            default -> path.endsWith("/captures") || path.endsWith("/refunds") ? CHANGE : CANCEL;
        };
    }

    private static Optional<String> unknown(Map<?, ?> members, Set<String> known) {
        return members.keySet().stream()
                .map(String::valueOf)
                .filter(it -> !known.contains(it))
                .findFirst()
                .map(it -> "Unknown field " + it);
    }

    private static Optional<String> missing(String path, Map<?, ?> body) {
        var wanted = switch (path) {
            case "/v72/payments" ->
                isSlip(body)
                        ? List.of(
                                "amount",
                                "paymentMethod",
                                "reference",
                                "returnUrl",
                                "shopperName",
                                "socialSecurityNumber",
                                "billingAddress",
                                "deliveryDate")
                        : List.of("amount", "paymentMethod", "reference", "returnUrl");
            case "/v72/payments/details" -> List.of("details");
            case "/v72/cancels" -> List.of("paymentReference");
            default -> path.endsWith("/captures") || path.endsWith("/refunds") ? List.of("amount") : List.<String>of();
        };
        return wanted.stream()
                .filter(it -> !body.containsKey(it))
                .findFirst()
                .map(it -> "Required field " + it + " is not provided");
    }

    private static boolean isSlip(Map<?, ?> body) {
        return body.get("paymentMethod") instanceof Map<?, ?> it && "boletobancario".equals(it.get("type"));
    }

    private static Optional<String> tooLong(Map<?, ?> body) {
        var longest = Map.of("reference", 80, "returnUrl", 1024, "shopperEmail", 256, "shopperIP", 50);
        return longest.entrySet().stream()
                .filter(it -> body.get(it.getKey()) instanceof String text && text.length() > it.getValue())
                .findFirst()
                .map(it -> it.getKey() + " is too long");
    }

    /** The error code for a card that is none. */
    static Optional<String> cardObjection(Map<?, ?> card) {
        if (!String.valueOf(card.get("number")).matches("\\d{12,19}")) {
            return Optional.of("101");
        }
        if (card.get("cvc") != null && !String.valueOf(card.get("cvc")).matches("\\d{3,4}")) {
            return Optional.of("103");
        }
        return card.get("expiryMonth") == null || card.get("expiryYear") == null
                ? Optional.of("129")
                : Optional.empty();
    }
}
