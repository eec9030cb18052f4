package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Request;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts signatures and digests over card data into headers, and keeps everything else of a card out of them. */
final class MadeHeaders {
    private MadeHeaders() {}

    /** The request itself if nothing is to be put into it. */
    static Request filled(Request request, CardData card) {
        if (card.isIn(request.uri().toString())) {
            throw misplaced();
        }
        if (request.headers().values().stream().noneMatch(card::isIn)) {
            return request;
        }
        var headers = new TreeMap<String, String>();
        request.headers().forEach((name, value) -> headers.put(name, filled(value, card)));
        return new Request(request.method(), request.uri(), headers, request.body());
    }

    private static String filled(String value, CardData card) {
        var made = Pattern.compile(Pattern.quote(card.mark()) + "-made-\\d+-");
        var whole = made.matcher(value).replaceAll(it -> Matcher.quoteReplacement(oneWay(it.group(), card)));
        if (card.isIn(whole)) {
            throw misplaced();
        }
        return whole;
    }

    private static String oneWay(String placeholder, CardData card) {
        return card.made(placeholder)
                .filter(CardData.Made::oneWay)
                .map(it -> new String(it.value(), StandardCharsets.UTF_8))
                .orElseThrow(MadeHeaders::misplaced);
    }

    private static AcquirerException misplaced() {
        return AcquirerException.notApplied("card data belongs into the body, not into an address or a header");
    }
}
