package dev.pontage.ppp;

import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Cart;
import java.util.Optional;

/** Reads who buys what. All of it may be missing. */
final class Shopper {
    private Shopper() {}

    static Buyer buyer(Fields root, Optional<Fields> cart) {
        var device = new Buyer.Device(
                root.textOrEmpty("shopperInteraction"),
                root.textOrEmpty("ipAddress"),
                root.textOrEmpty("deviceFingerprint"));
        var buyer = cart.flatMap(it -> it.object("buyer"));
        return new Buyer(
                text(buyer, "id"),
                text(buyer, "firstName"),
                text(buyer, "lastName"),
                text(buyer, "document"),
                text(buyer, "documentType"),
                text(buyer, "email"),
                text(buyer, "phone"),
                buyer.filter(it -> it.flag("isCorporate")).map(Shopper::company),
                cart.flatMap(it -> it.object("shippingAddress")).map(Shopper::address),
                cart.flatMap(it -> it.object("billingAddress")).map(Shopper::address),
                device);
    }

    private static String text(Optional<Fields> fields, String name) {
        return fields.flatMap(it -> it.text(name)).orElse("");
    }

    private static Buyer.Company company(Fields buyer) {
        return new Buyer.Company(
                buyer.textOrEmpty("corporateName"),
                buyer.textOrEmpty("tradeName"),
                buyer.textOrEmpty("corporateDocument"));
    }

    private static Buyer.Address address(Fields fields) {
        return new Buyer.Address(
                fields.textOrEmpty("country"),
                fields.textOrEmpty("street"),
                fields.textOrEmpty("number"),
                fields.textOrEmpty("complement"),
                fields.textOrEmpty("neighborhood"),
                fields.textOrEmpty("postalCode"),
                fields.textOrEmpty("city"),
                fields.textOrEmpty("state"));
    }

    static Cart cart(Optional<Fields> cart) {
        return cart.map(it -> new Cart(
                        it.informative("shippingValue"),
                        it.informative("taxValue"),
                        it.objects("items").stream().map(Shopper::item).toList()))
                .orElseGet(Cart::empty);
    }

    private static Cart.Item item(Fields fields) {
        return new Cart.Item(
                fields.textOrEmpty("id"),
                fields.textOrEmpty("name"),
                fields.informative("price"),
                fields.informative("quantity"),
                fields.informative("discount"),
                fields.textOrEmpty("sellerId"));
    }
}
