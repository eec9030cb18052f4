package dev.pontage.ppp;

import dev.pontage.limit.Contingency;
import dev.pontage.limit.Work;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts what VTEX sees as technical errors of a connector, whoever made them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ContingencyFilter extends OncePerRequestFilter {
    private static final Pattern PAYMENTS = Pattern.compile("/ppp/([a-z0-9-]{2,40})/payments(/[^/]+/\\w+)?");

    private final Contingency contingency;

    ContingencyFilter(Contingency contingency) {
        this.contingency = contingency;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() >= 500) {
            var path = PAYMENTS.matcher(request.getRequestURI());
            if (path.matches()) {
                contingency.failed(path.group(1), path.group(2) == null ? Work.CREATE : Work.CHANGE);
            }
        }
    }
}
