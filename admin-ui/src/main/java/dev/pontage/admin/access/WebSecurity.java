package dev.pontage.admin.access;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The pages' chain: a session that ends when nobody uses it, CSRF everywhere, a policy that lets only our files run. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(20)
    SecurityFilterChain adminChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/admin", "/admin/**", "/assets/**", "/webjars/**")
                .authorizeHttpRequests(it -> it.requestMatchers(
                                "/admin/login", "/admin/first", "/admin/second-factor", "/admin/second-factor/**")
                        .permitAll()
                        .requestMatchers("/assets/**", "/webjars/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        it -> it.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/admin/login")))
                .logout(it -> it.logoutUrl("/admin/logout").logoutSuccessUrl("/admin/login"))
                .headers(it -> it.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .addFilterAfter(new ScopeFilter(), AuthorizationFilter.class)
                .build();
    }

    /** Nothing else has a cookie of ours; VTEX's calls need not be looked through for one, nor wrapped. */
    @Bean
    static BeanPostProcessor sessionsOfTheAdminOnly() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (name.equals("sessionRepositoryFilterRegistration")) {
                    ((AbstractFilterRegistrationBean<?>) bean).setUrlPatterns(List.of("/admin/*"));
                }
                return bean;
            }
        };
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> idle() {
        return it -> it.setDefaultMaxInactiveInterval(IDLE);
    }

    @Bean
    DefaultCookieSerializer cookie() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("pontage");
        cookie.setCookiePath("/admin");
        cookie.setSameSite("Lax");
        cookie.setUseHttpOnlyCookie(true);
        return cookie;
    }
}
