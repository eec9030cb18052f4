package dev.pontage.ppp;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Times nearly every call under the name and by the words under which Spring times all others: what it puts together for
 * each of them costs a repeat more than reading its payment does.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class CreateTimes extends OncePerRequestFilter implements ObservationPredicate {
    private static final String NAME = "http.server.requests";
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Integer, Timer> answered = new ConcurrentHashMap<>();

    CreateTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext of)
                || of.getCarrier() == null
                || !CreateRoute.leads(of.getCarrier());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CreateRoute.leads(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var since = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            timer(500, e.getClass().getSimpleName()).record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            throw e;
        }
        answered.computeIfAbsent(response.getStatus(), it -> timer(it, NONE))
                .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    private Timer timer(int status, String exception) {
        var series = HttpStatus.Series.resolve(status);
        return Timer.builder(NAME)
                .tag("error", exception)
                .tag("exception", exception)
                .tag("method", "POST")
                .tag("outcome", series == null ? "UNKNOWN" : outcome(series))
                .tag("status", Integer.toString(status))
                .tag("uri", PaymentEndpoint.PATH)
                .register(registry);
    }

    private static String outcome(HttpStatus.Series series) {
        return series == HttpStatus.Series.SUCCESSFUL ? "SUCCESS" : series.name();
    }
}
