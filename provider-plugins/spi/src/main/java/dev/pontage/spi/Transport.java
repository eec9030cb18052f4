package dev.pontage.spi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only road out. Time limits, VTEX's Secure Proxy, the list of allowed hosts, client certificates, the card data and
 * the redacted record of each exchange live behind it.
 *
 * <p>A plugin writes {@linkplain dev.pontage.spi.payment.CardField#placeholder() placeholders} where card data belongs;
 * the transport fills them in, or VTEX's proxy does, just before the bytes leave.
 */
public interface Transport {

    /**
     * Sends and waits for the answer. Any HTTP status is an answer. Redirects are not followed.
     *
     * @throws AcquirerException if there is no answer; its effect says whether the request may have arrived
     */
    Response send(Request request);

    /**
     * One request.
     *
     * @param method GET, POST, PUT, PATCH or DELETE
     * @param uri absolute; its host must be in the descriptor or in a URL setting
     * @param headers one value each; credentials are redacted from the record by the host
     * @param body UTF-8 text, JSON or a form
     */
    record Request(String method, URI uri, Map<String, String> headers, Optional<String> body) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /** A GET. */
        public static Request get(URI uri) {
            return new Request("GET", uri, Map.of(), Optional.empty());
        }

        /** A request with a JSON body. */
        public static Request json(String method, URI uri, String body) {
            return new Request(method, uri, Map.of("Content-Type", "application/json"), Optional.of(body));
        }

        /** A POST with a form body; names and values are encoded by the caller. */
        public static Request form(URI uri, String body) {
            return new Request(
                    "POST", uri, Map.of("Content-Type", "application/x-www-form-urlencoded"), Optional.of(body));
        }

        /** The same request with one more header. */
        public Request with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Request(method, uri, more, body);
        }
    }

    /**
     * What came back.
     *
     * @param headers by lower-case name
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        /** The body as UTF-8 text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether the status is 2xx. */
        public boolean ok() {
            return status / 100 == 2;
        }

        @Override
        public String toString() {
            return "Response[" + status + ", " + body.length + " bytes]";
        }
    }
}
