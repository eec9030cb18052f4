package dev.pontage.payment;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Cart;
import dev.pontage.spi.payment.Money;
import dev.pontage.transport.CardData;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What shoppers buy in tests. */
final class Orders {
    private static final Buyer BUYER = new Buyer(
            "b1",
            "Ana",
            "",
            "",
            "",
            "",
            "0",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Buyer.Device("ecommerce", "", ""));

    private Orders() {}

    static NewPayment visa(String key, long minor) {
        return of(key, "Visa", minor, Optional.of(card()), Optional.of("https://vtex.test/callback"));
    }

    static NewPayment pix(String key, long minor) {
        return of(key, "Pix", minor, Optional.empty(), Optional.of("https://vtex.test/callback"));
    }

    /** By whatever method. */
    static NewPayment by(String method, String key, long minor) {
        return of(key, method, minor, Optional.empty(), Optional.of("https://vtex.test/callback"));
    }

    private static NewPayment of(
            String key, String method, long minor, Optional<NewPayment.CardGiven> card, Optional<String> callback) {
        return new NewPayment(
                key,
                method,
                new Money(minor, "BRL", 2),
                Authorization.Installments.ONE,
                BUYER,
                Cart.empty(),
                new Authorization.Order("order-" + key, "ref", "tx-" + key, "shop"),
                List.of(),
                "",
                false,
                Map.of(),
                Map.of(),
                callback,
                Optional.empty(),
                false,
                card,
                Optional.empty());
    }

    private static NewPayment.CardGiven card() {
        var data = CardData.direct(Map.of(
                CardData.Part.NUMBER, "4444333322221111".getBytes(StandardCharsets.UTF_8),
                CardData.Part.CSC, "123".getBytes(StandardCharsets.UTF_8)));
        return new NewPayment.CardGiven(data, "12", "2030", "444433", "1111", "", Optional.empty());
    }

    static ChangeRequest settle(String key, String request, String value) {
        return change(ChangeRequest.Kind.SETTLE, key, request, value);
    }

    static ChangeRequest refund(String key, String request, String value) {
        return change(ChangeRequest.Kind.REFUND, key, request, value);
    }

    static ChangeRequest cancel(String key, String request) {
        return new ChangeRequest(
                ChangeRequest.Kind.CANCEL, key, Optional.of(request), Optional.empty(), Optional.empty(), List.of());
    }

    private static ChangeRequest change(ChangeRequest.Kind kind, String key, String request, String value) {
        return new ChangeRequest(
                kind, key, Optional.of(request), Optional.of(new BigDecimal(value)), Optional.empty(), List.of());
    }
}
