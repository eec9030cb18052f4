package dev.pontage.admin.access;

import dev.pontage.tenant.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the person's scope around a request, once; whoever is nobody sees no merchant at all. */
final class ScopeFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var failure = scope().<Optional<Exception>>call(() -> {
            try {
                chain.doFilter(request, response);
                return Optional.empty();
            } catch (IOException | ServletException e) {
                return Optional.of(e);
            }
        });
        if (failure.isPresent()) {
            if (failure.get() instanceof IOException e) {
                throw e;
            }
            throw new ServletException(failure.get());
        }
    }

    private static TenantScope scope() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Person person
                ? person.scope()
                : new TenantScope.Only(Set.of());
    }
}
