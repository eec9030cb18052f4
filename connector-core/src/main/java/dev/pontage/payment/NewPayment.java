package dev.pontage.payment;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Cart;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.transport.CardData;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What VTEX asks to authorize. Of the card only the bytes that nobody can print travel here.
 *
 * @param key VTEX's paymentId
 * @param method VTEX's name
 * @param merchantSettings what the merchant filled in in VTEX
 * @param testSuite whether VTEX's test suite asks
 * @param secureProxy where a request with the card's tokens must go
 */
public record NewPayment(
        String key,
        String method,
        Money amount,
        Authorization.Installments installments,
        Buyer buyer,
        Cart cart,
        Authorization.Order order,
        List<Recipient> recipients,
        String customCode,
        boolean verificationOnly,
        Map<String, String> metadata,
        Map<String, String> merchantSettings,
        Optional<String> callbackUrl,
        Optional<String> returnUrl,
        boolean testSuite,
        Optional<CardGiven> card,
        Optional<URI> secureProxy) {

    /**
     * The card, as far as it may be known.
     *
     * @param bin first six digits, or empty
     * @param last last four digits, or empty
     * @param wallet Google Pay or Apple Pay, or empty
     */
    public record CardGiven(
            CardData data,
            String expiryMonth,
            String expiryYear,
            String bin,
            String last,
            String wallet,
            Optional<String> eci) {}

    @Override
    public String toString() {
        return "NewPayment[" + key + "]";
    }
}
