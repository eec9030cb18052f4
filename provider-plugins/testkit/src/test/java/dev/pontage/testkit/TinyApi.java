package dev.pontage.testkit;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class TinyApi {
    private final String base;
    private final String key;
    private final Transport transport;
    private final Set<Fault> faults;

    TinyApi(String base, String key, Transport transport, Set<Fault> faults) {
        this.base = base;
        this.key = key;
        this.transport = transport;
        this.faults = faults;
    }

    Map<String, String> authorize(Authorization it) {
        var reference = faults.contains(Fault.NO_REFERENCE)
                ? UUID.randomUUID().toString()
                : it.paymentId().value();
        var card = it.method() instanceof PaymentMethod.WithCard with
                ? "&number=" + with.card().number().placeholder()
                : "";
        var body = "amount=" + it.amount().plain() + "&reference=" + encoded(reference) + card;
        return send("/payments", it.request().key(), body, signed(it.method()));
    }

    /** This acquirer wants to see the card's number signed, whoever it is that holds it. */
    private Map<String, String> signed(PaymentMethod method) {
        if (!(method instanceof PaymentMethod.WithCard with)) {
            return Map.of();
        }
        var number =
                Json.object().put("replaceTokens", List.of(with.card().number().placeholder()));
        var formula = Json.object().put("hmac-sha256", List.of(key, number, "hex"));
        return Map.of("Card-Signature", transport.derive("signature", formula).placeholder());
    }

    Map<String, String> change(String verb, Change it, Money amount) {
        var once = faults.contains(Fault.NEW_KEY_EACH_TIME)
                ? UUID.randomUUID().toString().repeat(2)
                : it.request().key();
        return send(
                "/payments/" + encoded(it.paymentId().value()) + "/" + verb,
                once,
                "amount=" + amount.plain(),
                Map.of());
    }

    Optional<Map<String, String>> find(String payment) {
        return get("/payments/" + encoded(payment));
    }

    Optional<Map<String, String>> findChange(String payment, String change) {
        return get("/payments/" + encoded(payment) + "/" + change);
    }

    private Optional<Map<String, String>> get(String path) {
        var response = transport.send(Request.get(URI.create(base + path)));
        return response.status() == 404 ? Optional.empty() : Optional.of(read(response));
    }

    private Map<String, String> send(String path, String once, String body, Map<String, String> headers) {
        var address = base + path + (faults.contains(Fault.SECRET_IN_THE_ADDRESS) ? "?key=" + encoded(key) : "");
        var request = Request.form(URI.create(address), body)
                .with("Authorization", "Bearer " + key)
                .with("Idempotency-Key", once);
        for (var it : headers.entrySet()) {
            request = request.with(it.getKey(), it.getValue());
        }
        return read(transport.send(request));
    }

    private Map<String, String> read(Transport.Response response) {
        return switch (response.status()) {
            case 200 -> reply(response.text());
            case 401 -> throw AcquirerException.credentials("the key is refused");
            case 429 -> throw AcquirerException.notApplied("too many");
            default ->
                throw AcquirerException.inDoubt(
                        faults.contains(Fault.CARD_IN_A_MESSAGE)
                                ? "HTTP " + response.status() + ": " + response.text()
                                : "HTTP " + response.status());
        };
    }

    private Map<String, String> reply(String text) {
        try {
            return TinyStub.form(text);
        } catch (IllegalArgumentException e) {
            if (faults.contains(Fault.CHOKES_ON_GARBAGE)) {
                throw e;
            }
            throw AcquirerException.inDoubt("an answer that is no form");
        }
    }

    static String signature(String key, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
