package dev.pontage.webhook;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The chain of shoppers: nobody signs in, nothing is remembered, and a page loads nothing. */
@Configuration(proxyBeanMethods = false)
class ShopperSecurity {

    @Bean
    @Order(12)
    SecurityFilterChain shopperChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/shopper/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(it -> it.contentSecurityPolicy(csp -> csp.policyDirectives(ShopperPage.POLICY)))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .build();
    }
}
