package dev.pontage.admin.access;

import dev.pontage.limit.Allowance;
import dev.pontage.limit.Limits;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** The API's chain: no session, no cookie, hence no CSRF; a token with every request. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final String UNKNOWN = """
            {"type":"about:blank","title":"Unauthorized","status":401,\
            "detail":"Send a valid token as Authorization: Bearer …; nothing was changed."}""";

    @Bean
    @Order(10)
    SecurityFilterChain apiChain(HttpSecurity http, ApiTokens tokens, WritesOnce writes, PaceFilter pace)
            throws Exception {
        return http.securityMatcher("/api/v1", "/api/v1/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .exceptionHandling(
                        it -> it.authenticationEntryPoint((request, response, problem) -> unauthorized(response)))
                .addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new ScopeFilter(), AuthorizationFilter.class)
                .addFilterAfter(pace, ScopeFilter.class)
                .addFilterAfter(new IdempotencyFilter(writes), PaceFilter.class)
                .build();
    }

    /** High enough for a script that sets up thousands of merchants. */
    @Bean
    PaceFilter apiPace(
            Limits limits,
            @Value("${pontage.api.requests-per-second:500}") int rate,
            @Value("${pontage.api.burst:1000}") int burst,
            @Value("${pontage.api.max-concurrent:50}") int concurrent) {
        return new PaceFilter(limits, new Allowance(rate, burst, concurrent));
    }

    /** It belongs to the API's chain alone, not to every request there is. */
    @Bean
    FilterRegistrationBean<PaceFilter> apiPaceOnlyInItsChain(PaceFilter pace) {
        var registration = new FilterRegistrationBean<>(pace);
        registration.setEnabled(false);
        return registration;
    }

    private static void unauthorized(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType("application/problem+json");
        response.getOutputStream().write(UNKNOWN.getBytes(StandardCharsets.UTF_8));
    }
}
