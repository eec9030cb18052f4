package dev.pontage.testkit;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Installments;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Cart;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.PaymentMethod.CardParts;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.transport.CardData;
import dev.pontage.transport.CardData.Part;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The usual authorization with one thing changed. */
final class Variations {
    private Variations() {}

    static Authorization installments(Authorization it, int count) {
        return made(it, it.method(), new Installments(count, Optional.of("1.99"), Optional.empty()), it.cart());
    }

    static Authorization method(Authorization it, PaymentMethod method) {
        return made(it, method, it.installments(), it.cart());
    }

    static Authorization cart(Authorization it) {
        var item = new Cart.Item(
                "sku-1",
                "Cafeteira “Zoë” & filtros, 110 V; " + "x".repeat(300),
                new BigDecimal("12.345"),
                new BigDecimal("1.5"),
                new BigDecimal("-0.01"),
                "seller/1");
        return made(
                it,
                it.method(),
                it.installments(),
                new Cart(new BigDecimal("9.90"), BigDecimal.ZERO, List.of(item, item)));
    }

    static Authorization verification(Authorization it) {
        return made(it, it.recipients(), it.customCode(), true, it.metadata(), it.replay());
    }

    static Authorization replay(Authorization it) {
        return made(it, it.recipients(), it.customCode(), it.verificationOnly(), it.metadata(), true);
    }

    static Authorization decorated(Authorization it) {
        return made(it, it.recipients(), "CUSTOM-1", false, Map.of("bankCode", "1022", "äöü \"", "\\"), false);
    }

    /** Two recipients whose amounts add up. */
    static Authorization split(Authorization it) {
        var whole = it.amount().minor();
        var first = recipient("marketplace", it.amount().of(whole / 3));
        var second = recipient("seller", it.amount().of(whole - whole / 3));
        return made(it, List.of(first, second), it.customCode(), false, it.metadata(), false);
    }

    private static Recipient recipient(String role, Money amount) {
        return new Recipient(role + "-1", role, "CNPJ", "11222333000181", role, amount, amount.of(0), true, true);
    }

    static Authorization noExpiry(Authorization it) {
        var card = ((PaymentMethod.Card) it.method()).card();
        var less = new CardParts(
                card.number(), card.holder(), card.csc(), card.document(), "", "", card.bin(), card.last());
        return method(it, new PaymentMethod.Card(it.method().name(), less));
    }

    static Authorization wallet(Bench bench) {
        var number = bench.subject.approvedCard();
        var data = data(Map.of(Part.NUMBER, number, Part.CRYPTOGRAM, "AgAAAAAABk4DWZ4C28yUQAAAAAA="));
        bench.context.lend(data, Optional.empty());
        var brand = bench.cards().getFirst().name();
        var card = Mothers.card(brand, data, number).card();
        return bench.authorization(
                "wallet",
                new PaymentMethod.NetworkToken(
                        brand, card, data.field(Part.CRYPTOGRAM).orElseThrow(), Optional.of("05"), "applePay"),
                bench.amount(),
                Mothers.buyer());
    }

    static Authorization savedCard(Bench bench) {
        var data = data(Map.of(Part.TOKEN, "tok_8f14e45f"));
        bench.context.lend(data, Optional.empty());
        return bench.authorization(
                "saved",
                new PaymentMethod.SavedCard(
                        bench.cards().getFirst().name(), data.field(Part.TOKEN).orElseThrow(), Optional.empty()),
                bench.amount(),
                Mothers.buyer());
    }

    /** A card whose security code is not what it should be. */
    static Authorization securityCode(Bench bench, String code) {
        var number = bench.subject.approvedCard();
        var data = data(Map.of(Part.NUMBER, number, Part.HOLDER, "MARIA DA SILVA", Part.CSC, code));
        bench.context.lend(data, Optional.empty());
        return bench.authorization(
                "csc", Mothers.card(bench.cards().getFirst().name(), data, number), bench.amount(), Mothers.buyer());
    }

    static Authorization holder(Bench bench, String holder) {
        var number = bench.subject.approvedCard();
        var data = data(Map.of(Part.NUMBER, number, Part.HOLDER, holder, Part.CSC, "123"));
        bench.context.lend(data, Optional.empty());
        return bench.authorization(
                "holder", Mothers.card(bench.cards().getFirst().name(), data, number), bench.amount(), Mothers.buyer());
    }

    static Authorization named(Authorization it, String paymentId) {
        return Mothers.authorization(paymentId, it.method(), it.amount(), it.buyer());
    }

    private static CardData data(Map<Part, String> values) {
        var bytes = new EnumMap<Part, byte[]>(Part.class);
        values.forEach((part, value) -> bytes.put(part, value.getBytes(StandardCharsets.UTF_8)));
        return CardData.direct(bytes);
    }

    private static Authorization made(Authorization it, PaymentMethod method, Installments installments, Cart cart) {
        return new Authorization(
                it.paymentId(),
                it.request(),
                it.amount(),
                method,
                installments,
                it.buyer(),
                cart,
                it.order(),
                it.recipients(),
                it.validity(),
                it.returnUrl(),
                it.customCode(),
                it.verificationOnly(),
                it.metadata(),
                it.replay(),
                it.references());
    }

    private static Authorization made(
            Authorization it,
            List<Recipient> recipients,
            String customCode,
            boolean verification,
            Map<String, String> metadata,
            boolean replay) {
        return new Authorization(
                it.paymentId(),
                it.request(),
                it.amount(),
                it.method(),
                it.installments(),
                it.buyer(),
                it.cart(),
                it.order(),
                recipients,
                it.validity(),
                it.returnUrl(),
                customCode,
                verification,
                metadata,
                replay,
                it.references());
    }

    static Buyer buyer(Buyer it, Optional<Buyer.Company> company, Optional<Buyer.Address> address) {
        return new Buyer(
                it.id(),
                it.firstName(),
                it.lastName(),
                it.document(),
                it.documentType(),
                it.email(),
                it.phone(),
                company,
                address,
                address,
                it.device());
    }
}
