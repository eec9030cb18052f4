package dev.pontage.admin.world;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A script that uses the admin API. */
public final class Api {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final String token;

    Api(int port, String token) {
        this.base = "http://localhost:" + port;
        this.token = token;
    }

    /** What came back. */
    public record Reply(int status, JsonNode body, HttpResponse<String> response) {
        /** A text of the body. */
        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    /** Reads. */
    public Reply get(String path) {
        return send("GET", path, "", Map.of());
    }

    /** Writes. */
    public Reply post(String path, String body) {
        return send("POST", path, body, Map.of());
    }

    /** Replaces. */
    public Reply put(String path, String body) {
        return send("PUT", path, body, Map.of());
    }

    /** Anything, with headers. */
    public Reply send(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            var json = isJson ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Reply(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
