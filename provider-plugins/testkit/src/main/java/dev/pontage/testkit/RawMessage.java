package dev.pontage.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One HTTP request as it stood on the wire, to be passed on. */
record RawMessage(String method, String path, Map<String, String> headers, byte[] body) {
    private static final HttpClient ONWARD = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** What belongs to one stretch of road only. */
    private static final Set<String> OF_THIS_HOP =
            Set.of("host", "content-length", "connection", "upgrade", "http2-settings", "expect", "x-detour-to");

    static RawMessage read(InputStream in) throws IOException {
        var first = line(in).split(" ", 3);
        if (first.length < 3) {
            throw new EOFException();
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var at = line.indexOf(':');
            headers.put(line.substring(0, at), line.substring(at + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new RawMessage(first[0], first[1], headers, in.readNBytes(length));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Sends it there and gives back the answer as it goes over the wire. */
    byte[] passOn(String origin) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!OF_THIS_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        });
        return wire(ONWARD.send(request.build(), BodyHandlers.ofByteArray()));
    }

    private static byte[] wire(HttpResponse<byte[]> answer) throws IOException {
        var out = new ByteArrayOutputStream();
        var head = new StringBuilder("HTTP/1.1 " + answer.statusCode() + " Passed on\r\n");
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("transfer-encoding")) {
                values.forEach(it -> head.append(name + ": " + it + "\r\n"));
            }
        });
        head.append("Content-Length: " + answer.body().length + "\r\nConnection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(answer.body());
        return out.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var it = in.read(); it != '\n'; it = in.read()) {
            if (it < 0) {
                throw new EOFException();
            }
            if (it != '\r') {
                line.write(it);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
