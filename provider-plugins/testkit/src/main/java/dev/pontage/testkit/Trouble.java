package dev.pontage.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What goes wrong between a plugin and its acquirer, and what the plugin may make of it. */
enum Trouble {
    REFUSED("nobody listening there", Truth.NOTHING_HAPPENED),
    CUT_BEFORE("a connection that breaks before the acquirer has it", Truth.IN_DOUBT),
    CUT_AFTER("a connection that breaks after the acquirer has it", Truth.IN_DOUBT),
    CUT_SHORT("an answer cut off in the middle", Truth.IN_DOUBT),
    SLOW("no answer in time", Truth.IN_DOUBT),
    GARBLED("a garbled answer", Truth.IN_DOUBT),
    WRONG_SHAPE("an answer of another shape", Truth.IN_DOUBT),
    OVERSIZED("an answer of two megabytes", Truth.IN_DOUBT),
    HTML("a page of some proxy instead of an answer", Truth.IN_DOUBT),
    FAILED("the acquirer's own failure", Truth.IN_DOUBT),
    AWAY("an acquirer in maintenance", Truth.NO_ANSWER),
    UNAUTHORIZED("refused credentials", Truth.CREDENTIALS),
    TOO_MANY("an acquirer that wants fewer requests", Truth.NOTHING_HAPPENED),
    MOVED("a redirect", Truth.NO_ANSWER),
    ECHO("a failure that echoes the request", Truth.NO_ANSWER),
    TWICE("a request that is delivered twice", Truth.AS_USUAL),
    SLUGGISH("an answer that takes its time", Truth.AS_USUAL);

    /** What is true after it, whichever verb was meant. */
    enum Truth {
        /** The request never got there: effect NONE. */
        NOTHING_HAPPENED,
        /** It may have taken effect: UNKNOWN, or pending. */
        IN_DOUBT,
        /** Effect NONE, and told to be about credentials. */
        CREDENTIALS,
        /** Whatever is said, it is neither done nor refused. */
        NO_ANSWER,
        AS_USUAL
    }

    private final String title;
    private final Truth truth;

    Trouble(String title, Truth truth) {
        this.title = title;
        this.truth = truth;
    }

    String title() {
        return title;
    }

    Truth truth() {
        return truth;
    }

    /** Whether the acquirer carries the request out before its answer gets lost. */
    boolean arrives() {
        return switch (this) {
            case CUT_AFTER, CUT_SHORT, SLOW, GARBLED, WRONG_SHAPE, OVERSIZED, TWICE, SLUGGISH -> true;
            default -> false;
        };
    }

    /** Short where the point is that time runs out. */
    Duration budget() {
        return this == SLOW ? Duration.ofMillis(700) : Duration.ofSeconds(10);
    }

    /** What is answered in the acquirer's stead, as it goes over the wire; empty for the acquirer's own answer. */
    Optional<byte[]> answer(byte[] request) {
        return switch (this) {
            case CUT_SHORT -> Optional.of(raw("200 OK", List.of("Content-Length: 400"), "{\"id\":\"1\",\"sta"));
            case GARBLED -> Optional.of(whole("200 OK", "application/json", "\u0000{{\"=%%&&\uFFFD\u0007<"));
            case WRONG_SHAPE -> Optional.of(whole("200 OK", "application/json", "[[]]"));
            case OVERSIZED -> Optional.of(whole("200 OK", "application/json", "[" + "1,".repeat(1024 * 1024) + "1]"));
            case HTML -> Optional.of(whole("502 Bad Gateway", "text/html", "<html><body>Bad Gateway</body></html>"));
            case FAILED -> Optional.of(whole("500 Internal Server Error", "application/json", "{}"));
            case AWAY -> Optional.of(whole("503 Service Unavailable", "text/plain", "maintenance"));
            case UNAUTHORIZED -> Optional.of(whole("401 Unauthorized", "application/json", "{}"));
            case TOO_MANY ->
                Optional.of(raw("429 Too Many Requests", List.of("Retry-After: 7", "Content-Length: 2"), "{}"));
            case MOVED ->
                Optional.of(
                        raw("302 Found", List.of("Location: http://127.0.0.1:1/elsewhere", "Content-Length: 0"), ""));
            case ECHO ->
                Optional.of(whole(
                        "500 Internal Server Error", "application/json", new String(request, StandardCharsets.UTF_8)));
            default -> Optional.empty();
        };
    }

    private static byte[] whole(String status, String type, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return raw(status, List.of("Content-Type: " + type, "Content-Length: " + length), body);
    }

    private static byte[] raw(String status, List<String> headers, String body) {
        return ("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
