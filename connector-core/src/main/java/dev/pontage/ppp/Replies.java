package dev.pontage.ppp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes the protocol's answers. Amounts keep the currency's places. */
final class Replies {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .build();

    private Replies() {}

    static ResponseEntity<byte[]> of(int status, Map<String, @Nullable Object> body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes(body));
    }

    /** The same as {@link #of}, without looking for one who could write it. */
    static void send(HttpServletResponse response, Map<String, @Nullable Object> body) throws IOException {
        var bytes = bytes(body);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static ResponseEntity<byte[]> error(int status, String code, String message) {
        return of(status, errorBody(code, message));
    }

    static Map<String, @Nullable Object> errorBody(String code, String message) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("status", "error");
        body.put("code", code);
        body.put("message", message);
        return body;
    }

    static byte[] bytes(Map<String, @Nullable Object> body) {
        return JSON.writeValueAsBytes(body);
    }

    static String text(Map<String, String> body) {
        return JSON.writeValueAsString(body);
    }
}
