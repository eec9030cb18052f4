package dev.pontage.app;

import dev.pontage.affiliation.Affiliation.Credential;

/** One line that pays an order with a test card. */
final class FirstPayment {
    static final String BODY = """
            {"paymentId":"PAY-1","transactionId":"TX-1","reference":"1001","orderId":"1001-01",\
            "merchantName":"demo","paymentMethod":"Visa","value":25.9,"currency":"BRL","installments":1,\
            "callbackUrl":"http://localhost:9/callback","returnUrl":"http://localhost:9/return",\
            "card":{"number":"4444333322221111","holder":"Jo Doe","csc":"123",\
            "expiration":{"month":"12","year":"2032"}},"miniCart":{"buyer":{},"items":[]}}""";

    private FirstPayment() {}

    static String curl(String host, Credential credential) {
        return "curl -sS " + host + "/ppp/" + Demo.NAME + "/payments -H 'Content-Type: application/json'"
                + " -H 'X-VTEX-API-AppKey: " + credential.appKey()
                + "' -H 'X-VTEX-API-AppToken: " + credential.appToken()
                + "' -d '" + BODY + "'";
    }
}
