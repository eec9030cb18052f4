package dev.pontage.ppp;

import dev.pontage.payment.NewPayment;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.settings.Secret;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What VTEX asks to authorize. Only the id, the method, the value and the currency must be there.
 *
 * @param secureProxy where the card's tokens must go
 * @param sandbox VTEX's flag, where it says anything
 */
record CreateRequest(
        String key,
        String method,
        Money amount,
        Optional<URI> secureProxy,
        Optional<Boolean> sandbox,
        Fields fields,
        CardFields card) {
    private static final int MOST_INSTALLMENTS = 999;

    /** Ten times what VTEX sends, signature included. */
    private static final int LONGEST_ADDRESS = 4000;

    static CreateRequest of(BodyReader.Body body, Map<String, Integer> exponents) {
        var fields = body.fields();
        var currency = Amounts.currency(fields.required("currency"));
        var exponent = Amounts.exponent("currency", currency, exponents);
        var key = fields.key("paymentId");
        if (!Text.isPathKey(key)) {
            throw BadRequest.field("paymentId", "must have no /, \\, % or ; and not be dots");
        }
        var method = fields.required("paymentMethod");
        var value = fields.decimal("value").orElseThrow(() -> BadRequest.field("value", "is missing"));
        return new CreateRequest(
                key,
                method,
                Amounts.money("value", value, currency, exponent),
                address(fields, "secureProxyUrl"),
                fields.optionalFlag("sandboxMode"),
                fields,
                body.card());
    }

    private static Optional<URI> address(Fields fields, String name) {
        return fields.text(name).filter(it -> !it.isBlank()).map(it -> {
            try {
                var uri = URI.create(it);
                if (uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw BadRequest.field(name, "must be a whole address");
        });
    }

    /** The command, as far as the card allows: the card's bytes pass to it. */
    NewPayment command(boolean testSuite, boolean cardTokens) {
        var cart = fields.object("miniCart");
        return new NewPayment(
                key,
                method,
                amount,
                installments(),
                Shopper.buyer(fields, cart),
                Shopper.cart(cart),
                new Authorization.Order(
                        fields.textOrEmpty("orderId"),
                        fields.textOrEmpty("reference"),
                        fields.textOrEmpty("transactionId"),
                        fields.textOrEmpty("merchantName")),
                Split.recipients(fields, amount),
                fields.textOrEmpty("paymentMethodCustomCode"),
                fields.flag("verificationOnly"),
                metadata(cardTokens),
                Map.of(),
                fields.address("callbackUrl", LONGEST_ADDRESS),
                fields.address("returnUrl", LONGEST_ADDRESS),
                testSuite,
                given(cardTokens),
                secureProxy);
    }

    /** What the merchant's checkout adds, and whether the shopper wants the card to be remembered. */
    private Map<String, String> metadata(boolean cardTokens) {
        var metadata = new TreeMap<String, String>(
                fields.object("metadata").map(Fields::plainValues).orElse(Map.of()));
        if (cardTokens && fields.flag("saveCreditCard")) {
            metadata.put("saveCreditCard", "true");
        }
        return metadata;
    }

    private Optional<NewPayment.CardGiven> given(boolean cardTokens) {
        if (cardTokens && card.hasSavedToken() && fields.flag("useCardToken")) {
            return Optional.of(card.savedCard());
        }
        if (secureProxy.isPresent() && card.hasTokens()) {
            return Optional.of(card.proxied(address(fields, "secureProxyTokensURL")));
        }
        return card.hasNumber() ? Optional.of(card.direct()) : Optional.empty();
    }

    /** None counts as one: VTEX's own examples have a 0. */
    private Authorization.Installments installments() {
        var count = fields.decimal("installments").orElse(BigDecimal.ONE);
        if (count.compareTo(BigDecimal.valueOf(MOST_INSTALLMENTS)) > 0) {
            throw BadRequest.field("installments", "must be at most " + MOST_INSTALLMENTS);
        }
        if (count.signum() < 0) {
            throw BadRequest.field("installments", "must not be negative");
        }
        if (count.stripTrailingZeros().scale() > 0) {
            throw BadRequest.field("installments", "must be a whole number");
        }
        var each = fields.informative("installmentsValue");
        return new Authorization.Installments(
                Math.max(1, count.intValue()),
                fields.text("installmentsInterestRate").filter(it -> !it.isBlank()),
                each.signum() > 0 ? Optional.of(rounded(each)) : Optional.empty());
    }

    /** An installment of a third of the whole has more places than the currency. */
    private Money rounded(BigDecimal each) {
        return amount.of(each.setScale(amount.exponent(), RoundingMode.HALF_UP)
                .movePointRight(amount.exponent())
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue());
    }

    /** What the merchant filled in; any of it may be a password, so all of it is a secret from here on. */
    static Map<String, Secret> merchantSettings(Fields fields) {
        var settings = new TreeMap<String, Secret>();
        for (var setting : fields.objects("merchantSettings")) {
            setting.text("name").ifPresent(name -> settings.put(name, new Secret(setting.textOrEmpty("value"))));
        }
        return settings;
    }

    @Override
    public String toString() {
        return "CreateRequest[" + key + "]";
    }
}
