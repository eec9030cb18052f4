package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.payment.CardField;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Makes one value of a card: at VTEX, which then gives a token for it, or here. */
final class Derivation {
    static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json", "Accept", "application/json");

    /** What VTEX keeps for the card itself. */
    private static final List<String> TAKEN = List.of("number", "holder", "csc");

    private final CardData card;
    private final String name;
    private final Json formula;

    Derivation(CardData card, String name, Json formula) {
        this.card = card;
        this.name = name;
        this.formula = formula;
        if (!name.matches("[A-Za-z0-9]{1,40}") || TAKEN.contains(name)) {
            throw AcquirerException.notApplied("not sent: a value that is made of a card needs a name of its own");
        }
        if (Formula.standsLoose(formula, card.mark())) {
            throw AcquirerException.notApplied("not sent: card data belongs within replaceTokens");
        }
    }

    CardField made(BiFunction<URI, BodyPublisher, Response> vtex) {
        var value = card.isProxied() ? atVtex(vtex) : here();
        return card.keep(new CardData.Made(value, Formula.isOneWay(formula)));
    }

    private byte[] here() {
        try {
            synchronized (card.values()) {
                return Formula.workedOut(formula, this::withCard);
            }
        } catch (Formula.Unsound e) {
            throw AcquirerException.notApplied(
                    "not sent: the formula of " + name + " cannot be worked out: " + e.getMessage());
        }
    }

    private char[] withCard(char[] chars) {
        try (var filled = new FilledBody(new String(chars), card, FilledBody.Writing.PLAIN)) {
            var decoded = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(filled.array(), 0, filled.length()));
            return wiped(decoded);
        }
    }

    private static char[] wiped(CharBuffer buffer) {
        var chars = new char[buffer.remaining()];
        buffer.get(chars);
        java.util.Arrays.fill(buffer.array(), '\0');
        return chars;
    }

    private byte[] atVtex(BiFunction<URI, BodyPublisher, Response> vtex) {
        var address = card.tokensUrl()
                .orElseThrow(() -> AcquirerException.notApplied("not sent: VTEX gave no secureProxyTokensURL"));
        var wish = Json.object()
                .put("tokens", List.of(Json.object().put("name", name).put("value", formula)));
        try (var body = new FilledBody(wish.toString(), card, FilledBody.Writing.JSON)) {
            return placeholder(vtex.apply(address, BodyPublishers.ofByteArray(body.array(), 0, body.length())));
        } catch (AcquirerException e) {
            // VTEX makes tokens, it moves no money
            throw AcquirerException.notApplied("VTEX made no token " + name + ": " + e.getMessage());
        }
    }

    private byte[] placeholder(Response response) {
        return response.json().at("tokens").items().stream()
                .filter(it -> response.ok() && it.at("name").text().equals(name))
                .flatMap(it -> it.at("placeholder").filled().stream())
                .findFirst()
                .orElseThrow(() -> AcquirerException.notApplied("its answer was " + response.status()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
