package dev.pontage.testkit;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Cart;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.RequestId;
import dev.pontage.spi.payment.Resume;
import dev.pontage.transport.CardData;
import dev.pontage.transport.CardData.Part;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands as the host sends them, with everything in them that is usual. */
public final class Mothers {
    /** VTEX's test card that is approved. */
    public static final String CARD_NUMBER = "4444333322221111";

    private Mothers() {}

    /** Reais. */
    public static Money reais(long cents) {
        return new Money(cents, "BRL", 2);
    }

    /** The data of a card, in VTEX's usual order of things. */
    public static CardData cardData(String number) {
        var values = new EnumMap<Part, byte[]>(Part.class);
        values.put(Part.NUMBER, number.getBytes(StandardCharsets.UTF_8));
        values.put(Part.HOLDER, "MARIA DA SILVA".getBytes(StandardCharsets.UTF_8));
        values.put(Part.CSC, "123".getBytes(StandardCharsets.UTF_8));
        return CardData.direct(values);
    }

    /** A card as a plugin sees it. */
    public static PaymentMethod.Card card(String brand, CardData data, String number) {
        return new PaymentMethod.Card(
                brand,
                new PaymentMethod.CardParts(
                        data.field(Part.NUMBER).orElseThrow(),
                        data.field(Part.HOLDER),
                        data.field(Part.CSC),
                        data.field(Part.DOCUMENT),
                        "12",
                        "2030",
                        number.substring(0, 6),
                        number.substring(number.length() - 4)));
    }

    /** A buyer without surprises. */
    public static Buyer buyer() {
        return buyer("Maria", "da Silva", "+5521999999999", "Rua das Flores");
    }

    /** Whatever people type: no last name, phone "0", a street of 300 characters. */
    public static Buyer oddBuyer() {
        return buyer("Zoë ✨ \"<b>\\", "", "0", "Rua ".repeat(75));
    }

    static Buyer buyer(String first, String last, String phone, String street) {
        var address = new Buyer.Address("BRA", street, "1", "", "Centro", "20000-000", "Rio de Janeiro", "RJ");
        return new Buyer(
                "c1",
                first,
                last,
                "11144477735",
                "cpf",
                "maria@example.com",
                phone,
                Optional.empty(),
                Optional.of(address),
                Optional.of(address),
                new Buyer.Device("ecommerce", "203.0.113.7", ""));
    }

    /** An authorization as it usually comes. */
    public static Authorization authorization(String paymentId, PaymentMethod method, Money amount, Buyer buyer) {
        return new Authorization(
                new PaymentId(paymentId),
                request(paymentId, "authorize", ""),
                amount,
                method,
                Authorization.Installments.ONE,
                buyer,
                Cart.empty(),
                new Authorization.Order("v1-01", "v1", "T" + paymentId, "mystore"),
                List.of(),
                Duration.ofMinutes(30),
                URI.create("https://pontage.example/shopper/return/"
                        + URLEncoder.encode(paymentId, StandardCharsets.UTF_8)),
                "",
                false,
                Map.of(),
                false,
                Map.of());
    }

    /** Releases all of it. */
    public static Change.Cancel cancel(String paymentId, Identifiers identifiers, Money amount) {
        return new Change.Cancel(
                new PaymentId(paymentId), request(paymentId, "cancel", "1"), identifiers, amount, amount);
    }

    /** Takes a part. */
    public static Change.Settle settle(
            String paymentId, String request, Identifiers identifiers, Money amount, Money authorized, Money before) {
        var last = amount.minor() + before.minor() >= authorized.minor();
        return new Change.Settle(
                new PaymentId(paymentId),
                request(paymentId, "settle", request),
                identifiers,
                amount,
                authorized,
                before,
                last,
                List.of());
    }

    /** Gives a part back. */
    public static Change.Refund refund(
            String paymentId, String request, String settleId, Identifiers identifiers, Money amount, Money settled) {
        return new Change.Refund(
                new PaymentId(paymentId),
                request(paymentId, "refund", request),
                identifiers,
                amount,
                settled,
                settled.of(0),
                List.of(new Change.Part(settleId, amount)),
                List.of());
    }

    /** Asks for the authorization. */
    public static Inquiry inquiry(Authorization it, Identifiers identifiers) {
        return new Inquiry(it.paymentId(), identifiers, it.method(), it.amount(), Optional.empty());
    }

    /** Asks for a change. */
    public static Inquiry inquiry(Authorization it, Identifiers identifiers, Change change) {
        return new Inquiry(it.paymentId(), identifiers, it.method(), it.amount(), Optional.of(change));
    }

    /** The shopper came back. */
    public static Resume resume(Authorization it, Identifiers identifiers) {
        return new Resume(
                it.paymentId(),
                request(it.paymentId().value(), "resume", "1"),
                identifiers,
                it.amount(),
                it.method(),
                Map.of());
    }

    static RequestId request(String paymentId, String kind, String request) {
        try {
            var key = MessageDigest.getInstance("SHA-256")
                    .digest((paymentId + "\n" + kind + "\n" + request).getBytes(StandardCharsets.UTF_8));
            return new RequestId(request, HexFormat.of().formatHex(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
