package dev.pontage.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A process answers only on the surfaces of its roles; the others do not exist there. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RoleFilter extends OncePerRequestFilter {
    private static final Map<String, Role> SURFACES = Map.of(
            "ppp", Role.GATEWAY,
            "hooks", Role.GATEWAY,
            "shopper", Role.GATEWAY,
            "admin", Role.ADMIN,
            "api", Role.ADMIN);

    private final Set<Role> roles;

    RoleFilter(@Value("${pontage.roles}") String roles) {
        this.roles = Role.parse(roles);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOpen(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    boolean isOpen(String path) {
        var first = path.split("/", 3);
        var role = first.length > 1 ? SURFACES.get(first[1]) : null;
        return role == null || roles.contains(role);
    }
}
