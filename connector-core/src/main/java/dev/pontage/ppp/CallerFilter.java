package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.tenant.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls, and binds the request to the caller's tenant. */
final class CallerFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(CallerFilter.class);
    private static final String PREFIX = "/ppp/";
    private static final Set<String> OPEN = Set.of(
            "manifest",
            "payment-methods",
            "authorization/token",
            "authorization/redirect",
            "authorization/credentials");

    private final Directory directory;
    private final boolean production;

    CallerFilter(Directory directory, boolean production) {
        this.directory = directory;
        this.production = production;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var since = System.nanoTime();
        var path = request.getRequestURI().substring(request.getContextPath().length() + PREFIX.length());
        var slash = path.indexOf('/');
        var connector = slash < 0 ? path : path.substring(0, slash);
        try {
            if (directory.connector(connector).isEmpty()) {
                refuse(response, 404, "unknown-connector", "there is no such connector");
            } else if (slash > 0 && OPEN.contains(path.substring(slash + 1))) {
                chain.doFilter(request, response);
            } else {
                var testSuite = "true".equals(request.getHeader("X-VTEX-API-Is-TestSuite"));
                var affiliation = affiliation(request, connector, testSuite);
                if (affiliation.isEmpty()) {
                    refuse(response, 401, "unauthorized", "the key and token are missing or wrong");
                } else {
                    var caller = new Caller(affiliation.get(), testSuite, since);
                    caller.attachTo(request);
                    within(caller, request, response, chain);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("A call to {} could not be served", connector, e);
            refuse(response, 503, "unavailable", "try again");
        }
    }

    private void within(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            TenantScope.of(caller.affiliation().tenantId()).run(() -> {
                try {
                    chain.doFilter(request, response);
                    // only an answer that has left counts as told
                    response.flushBuffer();
                    caller.said().payment().ifPresent(directory::told);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new Broken(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Broken e) {
            throw e.cause;
        }
    }

    private Optional<Affiliation> affiliation(HttpServletRequest request, String connector, boolean testSuite) {
        var keys = given(request, "X-VTEX-API-AppKey", "X-PROVIDER-API-AppKey");
        var tokens = given(request, "X-VTEX-API-AppToken", "X-PROVIDER-API-AppToken");
        if (keys.isEmpty() && tokens.isEmpty()) {
            return testSuite && !production
                    ? directory.openToTestSuite(connector).filter(Affiliation::openToTestSuite)
                    : Optional.empty();
        }
        return keys.size() == 1 && tokens.size() == 1
                ? directory
                        .caller(keys.iterator().next(), tokens.iterator().next())
                        .filter(it -> it.connector().equals(connector))
                : Optional.empty();
    }

    /** All different values of both families: more than one leaves open who it is. */
    private static Set<String> given(HttpServletRequest request, String vtex, String provider) {
        var values = new TreeSet<String>();
        for (var name : new String[] {vtex, provider}) {
            request.getHeaders(name).asIterator().forEachRemaining(it -> {
                if (!it.isBlank()) {
                    values.add(it);
                }
            });
        }
        return values;
    }

    private static void refuse(HttpServletResponse response, int status, String code, String message)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(Replies.bytes(Replies.errorBody(code, message)));
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ServletException cause;

        Broken(ServletException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
