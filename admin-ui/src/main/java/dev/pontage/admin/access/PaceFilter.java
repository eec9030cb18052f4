package dev.pontage.admin.access;

import dev.pontage.limit.Allowance;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** A script that runs wild is told to wait, token by token, and is nobody else's problem. */
final class PaceFilter extends OncePerRequestFilter {
    /** A little waiting is simpler for a script than asking again. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Limits limits;
    private final Allowance allowance;

    PaceFilter(Limits limits, Allowance allowance) {
        this.limits = limits;
        this.allowance = allowance;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = ("api " + Person.current().name()).getBytes(StandardCharsets.UTF_8);
        try (var entry = limits.enter(UUID.nameUUIDFromBytes(caller), Work.API, allowance, PATIENCE)) {
            switch (entry) {
                case Entry.Admitted it -> chain.doFilter(request, response);
                case Entry.Refused(var reason) -> wait(response, reason);
            }
        }
    }

    private static void wait(HttpServletResponse response, Entry.Reason reason) throws IOException {
        response.setStatus(429);
        response.setHeader("Retry-After", "1");
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(("{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,\"code\":\""
                                + reason.code()
                                + "\",\"detail\":\"More than this token may ask at once; nothing was changed.\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
