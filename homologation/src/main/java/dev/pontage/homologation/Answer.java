package dev.pontage.homologation;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the connector answered. */
public record Answer(int status, String contentType, String location, String body, long millis) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The body as an object. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw Failed.because("the body is not JSON");
        }
    }

    /** A text of the body; empty where it is null or missing. */
    public String text(String name) {
        var node = json().path(name);
        return node.isString() ? node.asString() : "";
    }

    /** Whether a key is there with the value null. */
    public boolean isNull(String name) {
        return json().has(name) && json().get(name).isNull();
    }
}
