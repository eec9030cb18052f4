package dev.pontage.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** {@code Idempotency-Key}: the same write under the same key is done once and answered the same. */
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;
    private static final int SERVER_ERROR = 500;

    private final WritesOnce writes;

    IdempotencyFilter(WritesOnce writes) {
        this.writes = writes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null || request.getMethod().equals("GET");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            problem(response, 422, "An Idempotency-Key has 1 to 200 characters; nothing was changed.");
            return;
        }
        var body = request.getInputStream().readAllBytes();
        switch (writes.take(Person.current().name(), key, written(request, body))) {
            case WritesOnce.Known.Taken(var id) -> carryOut(id, new Again(request, body), response, chain);
            case WritesOnce.Known.Answered(var status, var answer) -> {
                response.setHeader("Idempotent-Replayed", "true");
                send(response, status, status >= 400 ? "application/problem+json" : "application/json", answer);
            }
            case WritesOnce.Known.Running() ->
                problem(response, 409, "The first request with this Idempotency-Key is still being worked on.");
            case WritesOnce.Known.Other() ->
                problem(response, 422, "This Idempotency-Key was used for another request; nothing was changed.");
        }
    }

    private void carryOut(UUID id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        var over = false;
        try {
            chain.doFilter(request, kept);
            over = kept.getStatus() < SERVER_ERROR;
            if (over) {
                writes.answered(id, kept.getStatus(), new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8));
            }
        } finally {
            if (!over) {
                writes.forget(id);
            }
            kept.copyBodyToResponse();
        }
    }

    private static byte[] written(HttpServletRequest request, byte[] body) throws IOException {
        var out = new ByteArrayOutputStream();
        var query = request.getQueryString() == null ? "" : request.getQueryString();
        out.write((request.getMethod() + " " + request.getRequestURI() + "?" + query + "\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(body);
        return out.toByteArray();
    }

    private static void problem(HttpServletResponse response, int status, String detail) throws IOException {
        send(
                response,
                status,
                "application/problem+json",
                "{\"type\":\"about:blank\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
    }

    private static void send(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The body a second time, for the one who works with it. */
    private static final class Again extends HttpServletRequestWrapper {
        private final byte[] body;

        Again(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("read it at once");
                }
            };
        }
    }
}
