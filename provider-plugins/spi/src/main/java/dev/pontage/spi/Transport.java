package dev.pontage.spi;

import dev.pontage.spi.payment.CardField;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
     * Has a value made of the call's card, for an acquirer that wants to see a signature or digest over card data: by VTEX
     * where the card is VTEX's, by the host where it is the host's. Nothing has been sent to the acquirer when it fails.
     *
     * @param name letters and digits
     * @param formula JsonLogic with VTEX's operators; placeholders of the card stand within {@code replaceTokens} only
     * @return its placeholder belongs into the body of a request of the same call; that of a digest or signature also
     *     into a header
     */
    default CardField derive(String name, Json formula) {
        throw AcquirerException.notApplied("not sent: nothing can be made of card data here");
    }

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
     * What came back. A status is not yet an outcome: nobody knows what a 500 did, and a redirect is an answer like any other.
     * Never put the body into a message or a log: acquirers echo requests.
     *
     * @param headers by lower-case name
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        /** The body as UTF-8 text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The body as JSON; nothing where it is none. */
        public Json json() {
            return Json.read(text());
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

    /**
     * A JSON value, for the many acquirers that speak it. Reading never fails: what is missing, null, of another kind or
     * no JSON at all is nothing, and reads as empty. Numbers stay as they were written.
     */
    final class Json {
        private static final Object NONE = new Object();

        private final Object value;

        private Json(Object value) {
            this.value = value;
        }

        /** Written as it is, without quotes. */
        private record Raw(String text) {}

        /** Reads a text. */
        public static Json read(String text) {
            try {
                return new Json(new Reader(text).whole());
            } catch (Malformed | StringIndexOutOfBoundsException e) {
                return new Json(NONE);
            }
        }

        /** An empty object, to be filled. */
        public static Json object() {
            return new Json(new LinkedHashMap<String, Object>());
        }

        /**
         * Adds a member to an object.
         *
         * @param member a text, number, boolean, JSON, a list of them, or an optional one, which is left out if empty
         */
        public Json put(String key, Object member) {
            if (member instanceof Optional<?> optional) {
                optional.ifPresent(it -> put(key, it));
            } else {
                object(value).put(key, plain(member));
            }
            return this;
        }

        /** A member of an object. */
        public Json at(String key) {
            var found = value instanceof Map<?, ?> map ? map.get(key) : null;
            return new Json(found == null ? NONE : found);
        }

        /** The elements of an array. */
        public List<Json> items() {
            return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
        }

        /** A text, or a number or boolean as text; otherwise empty. */
        public String text() {
            return switch (value) {
                case String it -> it;
                case Raw it -> it.text();
                default -> "";
            };
        }

        /** The same, where an empty one is as good as none. */
        public Optional<String> filled() {
            return Optional.of(text()).filter(it -> !it.isBlank());
        }

        /** A whole number, also one written as text. */
        public Optional<Long> whole() {
            return Optional.of(text()).filter(it -> it.matches("-?\\d{1,18}")).map(Long::valueOf);
        }

        /** The members of an object by name, in their order. */
        public Map<String, Json> members() {
            var members = new LinkedHashMap<String, Json>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, it) -> members.put(String.valueOf(name), new Json(it)));
            }
            return members;
        }

        /** Whether this is a text, and not a number or a flag that reads like one. */
        public boolean isText() {
            return value instanceof String;
        }

        /** Whether there is an object with anything in it. */
        public boolean hasMembers() {
            return value instanceof Map<?, ?> map && !map.isEmpty();
        }

        /** The JSON text. */
        @Override
        public String toString() {
            var out = new StringBuilder();
            write(value, out);
            return out.toString();
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> object(Object value) {
            if (value instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
            throw new IllegalStateException("only an object has members");
        }

        private static Object plain(Object member) {
            return switch (member) {
                case Json it -> it.value;
                case List<?> it -> it.stream().map(Json::plain).toList();
                case Number it -> new Raw(it.toString());
                case Boolean it -> new Raw(it.toString());
                default -> member.toString();
            };
        }

        private static void write(Object value, StringBuilder out) {
            switch (value) {
                case Map<?, ?> map -> {
                    var separator = "{";
                    for (var it : map.entrySet()) {
                        quoted(out.append(separator), String.valueOf(it.getKey()));
                        write(it.getValue(), out.append(':'));
                        separator = ",";
                    }
                    out.append(map.isEmpty() ? "{}" : "}");
                }
                case List<?> list -> {
                    var separator = "[";
                    for (var it : list) {
                        write(it, out.append(separator));
                        separator = ",";
                    }
                    out.append(list.isEmpty() ? "[]" : "]");
                }
                case String it -> quoted(out, it);
                case Raw it -> out.append(it.text());
                default -> out.append("null");
            }
        }

        private static void quoted(StringBuilder out, String text) {
            out.append('"');
            for (var i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < 0x20 || Character.isSurrogate(c)) {
                    // escaped, so that half a character stays harmless
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }

        private static final class Malformed extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        private static final class Reader {
            private static final int DEEPEST = 64;

            private final String text;
            private int at;

            Reader(String text) {
                this.text = text;
            }

            Object whole() {
                var value = value(0);
                require(at == text.length());
                return value;
            }

            private Object value(int depth) {
                require(depth < DEEPEST);
                blanks();
                var value = switch (text.charAt(at)) {
                    case '{' -> members(depth);
                    case '[' -> elements(depth);
                    case '"' -> string();
                    default -> literal();
                };
                blanks();
                return value;
            }

            private Map<String, Object> members(int depth) {
                var members = new LinkedHashMap<String, Object>();
                for (var more = begins('}'); more; more = goesOn('}')) {
                    blanks();
                    var key = string();
                    blanks();
                    require(text.charAt(at++) == ':');
                    members.put(key, value(depth + 1));
                }
                return members;
            }

            private List<Object> elements(int depth) {
                var elements = new ArrayList<>();
                for (var more = begins(']'); more; more = goesOn(']')) {
                    elements.add(value(depth + 1));
                }
                return elements;
            }

            private boolean begins(char end) {
                at++;
                blanks();
                if (text.charAt(at) != end) {
                    return true;
                }
                at++;
                return false;
            }

            private boolean goesOn(char end) {
                var c = text.charAt(at++);
                require(c == ',' || c == end);
                return c == ',';
            }

            private String string() {
                require(text.charAt(at++) == '"');
                var out = new StringBuilder();
                for (var c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                    require(c >= 0x20);
                    out.append(c == '\\' ? escaped(text.charAt(at++)) : c);
                }
                return out.toString();
            }

            private char escaped(char c) {
                return switch (c) {
                    case '"', '\\', '/' -> c;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> {
                        var hex = text.substring(at, at + 4);
                        require(hex.matches("[0-9a-fA-F]{4}"));
                        at += 4;
                        yield (char) Integer.parseInt(hex, 16);
                    }
                    default -> throw new Malformed();
                };
            }

            private Object literal() {
                var from = at;
                while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                var word = text.substring(from, at);
                if (word.equals("null")) {
                    return NONE;
                }
                require(word.equals("true")
                        || word.equals("false")
                        || word.matches("-?(0|[1-9]\\d{0,99})(\\.\\d{1,99})?([eE][+-]?\\d{1,9})?"));
                return new Raw(word);
            }

            private void blanks() {
                while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
            }

            private static void require(boolean held) {
                if (!held) {
                    throw new Malformed();
                }
            }
        }
    }
}
