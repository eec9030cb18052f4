package dev.pontage.spi.payment;

import java.util.List;
import java.util.Map;

/**
 * What arrived at the affiliation's webhook address, byte for byte. Anybody can send one: check the signature over the body
 * as it is, before anything in it is believed.
 *
 * @param path what follows the affiliation in the address
 * @param headers by lower-case name
 */
public record WebhookRequest(String path, String query, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, empty if there is none. */
    public String header(String name) {
        var values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + path + ", " + body.length + " bytes]";
    }
}
