package dev.pontage.homologation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A create request as the gateway writes it. A value: each change makes another. */
public final class Order {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, @Nullable Object> fields;

    private Order(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** An ordinary payment of 31.90 with everything that the gateway sends. */
    public static Order of(String payment, String method, String callback) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("reference", "618272");
        fields.put("orderId", "v618272abc-01");
        fields.put("shopperInteraction", "ecommerce");
        fields.put("verificationOnly", false);
        fields.put("transactionId", "TX-" + payment);
        fields.put("paymentId", payment);
        fields.put("paymentMethod", method);
        fields.put("paymentMethodCustomCode", null);
        fields.put("merchantName", "homologation");
        fields.put("value", 31.90);
        fields.put("referenceValue", 31.90);
        fields.put("currency", "BRL");
        fields.put("installments", 1);
        fields.put("installmentsInterestRate", 0);
        fields.put("installmentsValue", 31.90);
        fields.put("deviceFingerprint", "12ade389087fe");
        fields.put("ipAddress", "127.0.0.1");
        fields.put("card", nothing());
        fields.put("miniCart", cart());
        fields.put("url", "https://admin.mystore.example/orders/v618272abc");
        fields.put("callbackUrl", callback);
        fields.put("returnUrl", "https://mystore.example/checkout/order/v618272abc");
        fields.put("inboundRequestsUrl", "https://mystore.example/payment-provider/inbound-request/:action");
        return new Order(fields);
    }

    private static Map<String, @Nullable Object> nothing() {
        var card = new LinkedHashMap<String, @Nullable Object>();
        for (var name : new String[] {"holder", "number", "csc", "document", "token"}) {
            card.put(name, null);
        }
        var expiration = new LinkedHashMap<String, @Nullable Object>();
        expiration.put("month", null);
        expiration.put("year", null);
        card.put("expiration", expiration);
        return card;
    }

    private static Map<String, Object> cart() {
        var address = Map.of(
                "country", "BRA",
                "street", "Praia de Botafogo",
                "number", "300",
                "complement", "3º andar",
                "neighborhood", "Botafogo",
                "postalCode", "22250-040",
                "city", "Rio de Janeiro",
                "state", "RJ");
        var buyer = Map.of(
                "id", "c1245228-1c68-11e6-94ac-0afa86a846a5",
                "firstName", "Ana",
                "lastName", "Souza",
                "document", "01234567890",
                "documentType", "CPF",
                "email", "ana.souza@example.com",
                "phone", "+5521999999999",
                "isCorporate", false);
        var item = Map.of(
                "id", "122323", "name", "Tênis", "price", 20.9, "quantity", 1, "discount", -1.0, "sellerId", "1");
        return Map.of(
                "shippingValue",
                11,
                "taxValue",
                0,
                "buyer",
                buyer,
                "shippingAddress",
                address,
                "billingAddress",
                address,
                "items",
                List.of(item));
    }

    /** The same with a card, in clear as the test suite sends it. */
    public Order card(String number) {
        return with(
                "card",
                Map.of(
                        "holder", "Ana Souza",
                        "number", number,
                        "csc", "737",
                        "document", "01234567890",
                        "expiration", Map.of("month", "12", "year", "2032")));
    }

    /** The same with one field changed. */
    public Order with(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<>(fields);
        copy.put(name, value);
        return new Order(copy);
    }

    /** The same without a field. */
    public Order without(String name) {
        var copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return new Order(copy);
    }

    /** The same with another amount. */
    public Order worth(double value) {
        return with("value", value).with("referenceValue", value).with("installmentsValue", value);
    }

    /** As it goes over the wire. */
    public String json() {
        return JSON.writeValueAsString(fields);
    }

    @Override
    public String toString() {
        return "Order[" + fields.get("paymentId") + "]";
    }
}
